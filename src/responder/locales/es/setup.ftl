# Settings and notices, in Spanish. The other language has the same keys.

## Published comments, and what authors are told

notice-number = Comentario n.º { $number }
notice-in-reply = en respuesta al n.º { $number }
notice-button-reply = Responder
notice-button-comment = Comentar
notice-button-appeal = Apelar
notice-thread = Comentarios: { $title }
notice-starter = Comentarios sobre **{ $title }**
notice-a-server = el servidor
notice-approved = Tu comentario n.º { $number } sobre «{ $title }» fue aprobado en { $server }.
notice-rejected = Tu comentario n.º { $number } sobre «{ $title }» fue rechazado en { $server }.
notice-reason = Motivo: **{ $reason }**
notice-rule = La norma: { $rule }
notice-moderator-wrote = La moderación escribió:
notice-your-words = Tus palabras fueron:
notice-may-appeal = Puedes recurrir una vez, con el botón o con `/recurrir`; decide otra persona de la moderación.
notice-appeal-granted = Tu recurso fue aceptado: el comentario n.º { $number } sobre «{ $title }» está publicado en { $server }.
notice-appeal-denied = Tu recurso fue denegado: el comentario n.º { $number } sobre «{ $title }» sigue sin publicarse en { $server }.
notice-ban-appeal-granted = Tu recurso fue aceptado: puedes volver a comentar en { $server }.
notice-ban-appeal-denied = Tu recurso fue denegado: sigues sin poder comentar en { $server }.
notice-banned-until = No puedes comentar en { $server } hasta { $until }.
notice-banned-for-good = Ya no puedes comentar en { $server }.
notice-ban-ended = Puedes volver a comentar en { $server }.
notice-alert = { $count ->
    [one] Un comentario espera una decisión, desde { $since }.
   *[other] { $count } comentarios esperan una decisión, el más antiguo desde { $since }.
}
notice-alert-count = { $count ->
    [one] Un comentario espera una decisión.
   *[other] { $count } comentarios esperan una decisión.
}
notice-alert-appeals = { $count ->
    [one] También espera un recurso.
   *[other] También esperan { $count } recursos.
}
notice-alert-queue = Revísalos con `/cola`.

## Configuración

setup-title = Comentarios en este servidor
setup-more-title = Controles y límites
setup-channel = **Canal de moderación:** { $channel }
setup-no-channel = **Canal de moderación:** todavía ninguno
setup-roles = **Moderación:** { $roles }
setup-no-roles = **Moderación:** quien pueda gestionar mensajes
setup-mode = **Se lee antes:** { $mode }
setup-mode-all = cada comentario
setup-mode-first-time = los de quien empieza y lo que retengan los controles
setup-mode-held = solo lo que retengan los controles
setup-language = **Idioma de fichas y avisos:** { $language }
setup-pick-channel = El canal de moderación
setup-pick-roles = Los roles de moderación
setup-pick-mode = Qué comentarios se leen antes
setup-pick-language = El idioma de fichas y avisos
setup-model = **Modelo de lenguaje** ({ $model }): { $use }
setup-no-model = **Modelo de lenguaje:** quien opera el bot no ha configurado ninguno
setup-model-off = no se usa en este servidor
setup-model-articles = redacta resúmenes y respuestas, que se comprueban con el artículo
setup-model-comments = lo mismo, y escribe notas sobre los comentarios para los moderadores
setup-pick-model = Qué se le puede mostrar al modelo de lenguaje
setup-pick-check = Activar o desactivar un control
setup-pick-reason = Cambiar o quitar un motivo
setup-button-more = Controles y límites
setup-button-reasons = Motivos
setup-button-overview = Resumen
setup-button-back = Volver
setup-button-thresholds = Umbrales
setup-button-flood = Límites
setup-button-alerts = Alertas
setup-button-retention = Conservación
setup-button-only-allowed = Solo dominios permitidos
setup-button-any-domain = Cualquier dominio
setup-remark-channel = Los comentarios se aceptan en cuanto haya un canal de moderación.
setup-remark-threads = Los comentarios sobre artículos de este canal no pueden publicarse: aquí me falta el permiso «{ $permission }».
setup-remark-webhooks = Los comentarios publicados aparecen aquí con mi nombre: me falta el permiso «Manage Webhooks» para usar el de cada cual.
setup-channel-refused = No puedo usar { $channel }: allí me falta el permiso «{ $permission }».
setup-channel-unknown = No puedo ver ese canal: allí me falta el permiso «View Channel».
setup-thresholds = **Se retiene desde:** toxicidad { $toxicity } %, spam { $spam } %
setup-flood = **Por miembro:** { $ten } en diez minutos, { $day } en un día
setup-alerts = **Alertas:** { $backlog ->
    [0] no por cantidad
   *[other] desde { $backlog } en espera
}, { $hours ->
    [0] no por tiempo
   *[other] tras { $hours } horas
}
setup-retention = **Se conservan:** los rechazados { $rejected ->
    [0] siempre
   *[other] { $rejected } días
}, los publicados { $approved ->
    [0] siempre
   *[other] { $approved } días
}, quién pidió qué { $requests ->
    [0] siempre
   *[other] { $requests } días
}
setup-checks-all = **Controles:** todos activos
setup-checks-off = **Controles desactivados:** { $checks }
setup-lists = **Listas:** { $words } palabras, { $blocked } dominios bloqueados, { $allowed } dominios permitidos
setup-only-allowed = Se retienen los enlaces a dominios no permitidos.
setup-check-on = Activo: { $check }
setup-check-off = Desactivado: { $check }
setup-check-word-list = listas de palabras
setup-check-personal-data = datos personales
setup-check-links = enlaces
setup-check-mentions = menciones
setup-check-shouting = gritos
setup-check-zalgo = signos apilados
setup-check-wall = muros de texto
setup-check-toxicity = toxicidad
setup-check-spam = spam
setup-check-repetition = repetición
setup-check-flood = avalancha
setup-check-off-topic = fuera de tema
setup-check-first-comment = primer comentario
setup-field-toxicity = Retener desde toxicidad (por ciento)
setup-field-spam = Retener desde spam (por ciento, 0 a 100)
setup-field-ten = Comentarios en diez minutos (1 a 100)
setup-field-day = Comentarios en un día (1 a 1000)
setup-field-backlog = Alertar desde tantos en espera (0: nunca)
setup-field-hours = Alertar tras tantas horas (0: nunca)
setup-field-rejected = Días de los rechazados (vacío: siempre)
setup-field-approved = Días de los publicados (vacío: siempre)
setup-field-requests = Días de quién pidió qué (vacío: siempre)
setup-field-code = Código corto (a-z, 0-9, _ y -)
setup-field-label = Lo que elige la moderación
setup-field-rule = La norma que se comunica

## Estado

setup-status-title = Cómo están los comentarios
setup-status-waiting = { $count ->
    [one] Un comentario espera, desde { $since }.
   *[other] { $count } comentarios esperan, el más antiguo desde { $since }.
}
setup-status-nothing-waits = No espera ningún comentario.
setup-status-appeals = Apelaciones abiertas: { $count }
setup-status-errands = Mensajes en camino: { $count }
setup-status-delivered = Todo se ha entregado.
setup-status-stuck = **No se puede entregar:**
setup-stuck-count = { $count ->
    [one] Un mensaje:
   *[other] { $count } mensajes:
}
setup-stuck-no-channel = no hay canal de moderación; elige uno con `/newsdesk configurar`.
setup-stuck-channel-gone = el canal de moderación ya no existe; elige otro con `/newsdesk configurar`.
setup-stuck-place-gone = ya no existe el canal en que se escribió el comentario.
setup-stuck-message-gone = el mensaje fue borrado.
setup-stuck-closed = el miembro no acepta mensajes privados; `/miscomentarios` se lo dice.
setup-stuck-refused = Discord lo rechazó; el registro del bot dice por qué.
setup-stuck-permission = me falta el permiso «{ $permission }»; concédelo y vuelve a elegir el canal con `/newsdesk configurar`.

## Listas y motivos

setup-words-title = Las palabras de este servidor
setup-words-block = Muy probablemente no
setup-words-review = Retenidas
setup-words-note = Anotadas
setup-words-allowed = Permitidas
setup-words-none = Este servidor no tiene palabras propias. Añade algunas con `words` o con un archivo.
setup-domains-title = Los dominios de este servidor
setup-domains-blocked = Bloqueados
setup-domains-allowed = Permitidos
setup-domains-none = Este servidor no tiene dominios propios. Añade algunos con `domains` o con un archivo.
setup-list-more = y { $count } más, en la exportación
setup-list-same = Nada se añadió ni se quitó; la lista tiene { $count }.
setup-list-added = Añadidas: { $added }; la lista tiene { $count }.
setup-list-removed = Quitadas: { $removed }; la lista tiene { $count }.
setup-list-exported = { $count ->
    [one] Una entrada.
   *[other] { $count } entradas.
} El archivo se puede importar de nuevo.
setup-reasons-title = Motivos
setup-no-reasons = Ninguno propio de este servidor: la moderación elige entre los habituales.
setup-reason-without-rule = No se comunica ninguna norma.
setup-button-add-reason = Añadir un motivo
setup-button-edit-reason = Cambiar
setup-button-remove-reason = Quitar

setup-list-no-words = No hay palabras con las que trabajar: da algunas en `words`, o un archivo.
setup-list-no-domains = No hay dominios con los que trabajar: da algunos en `domains`, o un archivo.
setup-list-file = Una lista es un archivo de texto (.txt o .csv) de 256 KB como máximo.
