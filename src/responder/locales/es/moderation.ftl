# La moderación, tal como la ve quien modera, en español. El otro idioma tiene las mismas claves.

## Fichas

mod-erased-member = alguien cuyos datos se borraron
card-waits = **#{ $number }** espera una decisión; escrito { $when }.
card-revision-waits = **#{ $number }**, revisión { $revision }, espera una decisión: se reescribió { $when }.
card-edit-waits = **#{ $number }**, revisión { $revision }, espera una decisión: es una edición, hecha { $when }, de un comentario publicado, que sigue visible hasta que decidas.
card-approved = { $who } aprobó **#{ $number }** el { $when }.
card-passed = El modo del servidor dejó pasar **#{ $number }** el { $when }; nadie lo ha mirado todavía.
card-rejected = { $who } rechazó **#{ $number }** el { $when }: { $reason }.
card-granted = { $who } aprobó **#{ $number }** tras un recurso el { $when }.
card-decided = **#{ $number }** está decidido.
card-deleted = **#{ $number }** se borró.
card-earlier = { $who } rechazó la revisión { $revision }: { $reason }.
card-claimed = { $who } lo tiene a su cargo hasta { $until }.
card-appealed = Hay un recurso; decide otra persona del equipo.
card-appeal-denied = Se denegó un recurso contra esto.
card-words-gone = Las palabras ya no están.
card-note = -# Nota de un modelo de lenguaje, que no decide nada: { $note }
card-answers = Responde al comentario #{ $number }
card-checks = Lo que dicen las comprobaciones: { $advice }
whole-text = Las palabras de #{ $number }, tal como se escribieron:

advice-allow = nada en contra
advice-review = merece una mirada
advice-block = muy probablemente no
severity-note = Bueno saberlo
severity-review = Merece una mirada
severity-block = Muy probablemente no
findings-none = Las comprobaciones no encontraron nada.
findings-more = { $count ->
    [one] y un tipo más
   *[other] y { $count } tipos más
}
findings-times = ({ $count } veces)
findings-scores = Toxicidad { $toxicity } de 100 (se retiene desde { $limit }) · spam { $spam } de 100 (se retiene desde { $spamlimit })

## Lo que encuentran las comprobaciones: una línea por tipo

finding-word-list-slur = Un término denigrante
finding-word-list-hate = Palabras de odio
finding-word-list-threat = Una amenaza
finding-word-list-self-harm = Incita a alguien a hacerse daño
finding-word-list-profanity = Palabrotas
finding-word-list-insult = Un insulto
finding-word-list-sexual = Palabras sexuales
finding-word-list-evasion = Una palabra disfrazada
finding-word-list-own-word = En la lista de palabras de este servidor
finding-pii-email = Una dirección de correo electrónico
finding-pii-phone = Un número de teléfono
finding-pii-card = El número de una tarjeta de pago
finding-pii-iban = El número de una cuenta bancaria
finding-pii-ssn = Un número de la seguridad social
finding-pii-ip = Una dirección de internet (IP)
finding-links-blocked-domain = Un dominio bloqueado en este servidor
finding-links-domain-not-allowed = Un dominio que no está entre los permitidos en este servidor
finding-links-masked-domain = Un enlace cuyas palabras nombran otro sitio que aquel al que lleva
finding-links-masked-link = Un enlace oculto tras otras palabras
finding-links-lookalike-domain = Un dominio que se parece a uno conocido
finding-links-borrowed-name = Un dominio que toma prestado un nombre conocido
finding-links-lure-domain = Un dominio escrito como señuelo
finding-links-mixed-scripts = Un dominio que mezcla alfabetos
finding-links-invite = Una invitación a otro servidor
finding-links-shortener = Un enlace acortado que oculta adónde lleva
finding-links-address-logger = Un sitio que registra las direcciones de quien lo visita
finding-links-number-host = Un enlace a un número en lugar de a un nombre
finding-links-hidden-host = Un enlace escrito de modo que cuesta ver adónde lleva
finding-links-many-links = Muchos enlaces
finding-links-free-ending = Un dominio con una terminación gratuita de la que se abusa mucho
finding-mentions-everyone = Menciona a todo el mundo
finding-mentions-role-mention = Menciona a un rol entero
finding-mentions-many-mentions = Menciona a muchos miembros
finding-mentions-raw-mention = Menciona a un miembro
finding-shouting-capitals = Escrito en mayúsculas
finding-zalgo-stacked-marks = Signos amontonados sobre las letras
finding-zalgo-invisible-characters = Caracteres invisibles
finding-zalgo-direction-override = Caracteres que dan la vuelta al orden de lectura
finding-wall-long-word = Una palabra más larga que las de cualquier idioma
finding-wall-repeated-character = Un mismo carácter una y otra vez
finding-wall-line-breaks = Muchísimos saltos de línea
finding-wall-repeated-word = Una misma palabra una y otra vez
finding-wall-no-breaks = Un muro de texto sin un respiro
finding-toxicity-slur = Se lee hostil: un término denigrante
finding-toxicity-threat = Se lee hostil: una amenaza
finding-toxicity-attack = Se lee hostil: un ataque
finding-toxicity-insult = Se lee hostil: un insulto
finding-toxicity-dehumanising = Se lee hostil: compara a personas con algo inferior
finding-toxicity-exclusion = Se lee hostil: quiere que alguien se vaya
finding-toxicity-contempt = Se lee hostil: desprecio
finding-toxicity-sexism = Se lee hostil: por el sexo de alguien
finding-toxicity-profanity = Se lee hostil: palabrotas contra alguien
finding-toxicity-hostile = Se lee hostil en su conjunto
finding-spam-self-promotion = Se lee como spam: se promociona
finding-spam-prize = Se lee como spam: promete un premio
finding-spam-premium-number = Se lee como spam: un número que cuesta dinero
finding-spam-adult-offer = Se lee como spam: una oferta para adultos
finding-spam-money-offer = Se lee como spam: dinero rápido
finding-spam-account-phishing = Se lee como spam: pide confirmar una cuenta
finding-spam-bare-link = Se lee como spam: poco más que un enlace
finding-spam-spam = Se lee como spam en su conjunto
finding-repetition-repeated = La misma persona escribió casi lo mismo hace poco
finding-repetition-copied = Otra persona escribió casi lo mismo hace poco
finding-repetition-raid = Varios miembros escriben casi lo mismo
finding-flood-fast-pace = Varios comentarios de la misma persona en un minuto
finding-flood-near-limit = La misma persona ha llegado al límite de diez minutos
finding-off-topic-off-topic = Tiene poco en común con el artículo
finding-first-comment-first-comment = El primer comentario de esta persona en este servidor
finding-first-comment-none-approved = Aún no se ha aprobado ningún comentario de esta persona

## Quien escribe

history-title = Lo que se sabe de { $name }
history-first = El primer comentario en este servidor
history-counts = { $approved } aprobados, { $rejected } rechazados, { $pending } en espera{ $deleted ->
    [0] {""}
   *[other] , { $deleted } borrados
}
history-rejections = Rechazos anteriores: { $list }
history-rejection = #{ $number } { $when } ({ $reason })
history-bans = Vetos anteriores: { $list }
history-ban = { $since } hasta { $until }
history-ban-for-good = { $since } para siempre
history-ban-lifted = { $since }, levantado { $lifted }
history-by = , por { $who }: { $reason }
history-no-comments = No queda ningún comentario.
state-pending = en espera
state-approved = aprobado
state-rejected = rechazado
state-deleted = borrado

## Motivos que tiene todo servidor hasta que escribe los suyos

reason-none = sin motivo
reason-words-alone = Solo mis propias palabras
reason-off-topic = Fuera de tema
reason-off-topic-rule = Los comentarios deben tratar del artículo.
reason-insult = Insulto
reason-insult-rule = Discute lo que se dice y deja a la persona fuera.
reason-hate = Odio
reason-hate-rule = A nadie se le rebaja por ser quien es.
reason-spam = Spam
reason-spam-rule = Sin publicidad, y sin publicar lo mismo una y otra vez.
reason-personal-data = Datos personales
reason-personal-data-rule = Ni direcciones ni números ni otros datos privados de nadie.
reason-false-claim = Afirmación falsa
reason-false-claim-rule = Lo que se afirma como hecho debe ser cierto, y mejor con fuente.
reason-other = Otro
reason-other-rule = Esto no encaja con las normas de este servidor.

## Rechazar

reject-question = ¿Por qué rechazar #{ $number }? A quien lo escribió se le dicen el motivo y la norma.
reject-at-once = Rechazar ya, porque…
reject-in-words = Rechazar con mis propias palabras, porque…
reject-title = Rechazar #{ $number }
reject-title-reason = Rechazar #{ $number }: { $reason }
reject-words = Palabras para quien lo escribió
reject-words-example = ¿Qué tendría que cambiar?
reject-all-question = { $count ->
    [one] Espera un comentario de { $name }. ¿Rechazarlo? Elegir un motivo lo hace.
   *[other] Esperan { $count } comentarios de { $name }. ¿Rechazarlos todos? Elegir un motivo lo hace.
}
reject-all-now = Rechazarlos todos ya, porque…

## Vetar

ban-question = ¿Durante cuánto tiempo no puede comentar { $name } en este servidor?
ban-how-long = ¿Cuánto tiempo?
ban-time-hour = una hora
ban-time-day = un día
ban-time-week = una semana
ban-time-month = 30 días
ban-time-good = para siempre
ban-title = Vetar por #{ $number }: { $time }
ban-reason-label = ¿Por qué? Se le comunica.
ban-reason-example = Puede quedar vacío
ban-reason = {": "}“{ $reason }”
ban-until = hasta { $until }
ban-for-good = para siempre
ban-after = {" "}(tras #{ $number })
ban-appealed = {" "}· recurrido
ban-line = { $who } desde { $since }, por { $by },
bans-title = Quienes no pueden comentar ({ $count })
bans-none = Todo el mundo puede comentar.
bans-lift = Levantar { $at } (miembro { $id })
bans-lift-which = Levantar un veto…

## Lo que se hizo

done-approved = **#{ $number }** aprobado.
done-rejected = **#{ $number }** rechazado: { $reason }.
done-rejected-all = { $count ->
    [0] Ya no esperaba nada de { $name }.
    [one] Un comentario de { $name } rechazado.
   *[other] { $count } comentarios de { $name } rechazados.
}
done-banned = { $who } no puede comentar hasta { $until }.
done-banned-for-good = { $who } ya no puede comentar.
done-unbanned = { $who } puede comentar de nuevo.
done-granted = Has concedido el recurso de { $who }.
done-denied = Has denegado el recurso de { $who }.

button-approve = Aprobar
button-reject = Rechazar
button-take-down = Retirar
button-ban = Vetar al autor
button-history = Historial
button-skip = Saltar
button-answered = A qué responde
button-whole-text = Texto completo
button-reject-all = Rechazar los { $count } de este autor
button-appeals = Apelaciones ({ $count })
button-next-appeal = Siguiente recurso
button-queue = Volver a la cola
button-look-again = Mirar otra vez
button-grant = Conceder
button-deny = Denegar
button-newer = Más nuevas
button-older = Más antiguas

## La cola

queue-position = { $count ->
    [one] El único en espera
   *[other] 1 de { $count } en espera
}{ $claimed ->
    [0] {""}
   *[other] , { $claimed } con otras personas
}{ $appeals ->
    [0] {""}
    [one] , 1 recurso abierto
   *[other] , { $appeals } recursos abiertos
}
queue-claim = tuyo hasta { $until }
queue-filter = Solo: { $filter }
queue-empty = No hay nada en espera.
queue-empty-filter = No hay nada en espera que encaje.
queue-all-claimed = { $count ->
    [one] El único comentario en espera lo tiene otra persona del equipo.
   *[other] Los { $count } comentarios en espera los tienen otras personas del equipo.
}
queue-only-skipped = No espera nada más que lo que acabas de saltar o lo que escribiste tú{ $claimed ->
    [0] .
   *[other] , y { $claimed } con otras personas del equipo.
}

## Apelaciones

appeal-waits-comment = { $who } recurrió { $when } el rechazo de **#{ $number }**.
appeal-waits-ban = { $who } recurrió { $when } un veto.
appeal-second = Decide otra persona del equipo que la primera.
appeal-granted = { $who } concedió el recurso el { $when }.
appeal-denied = { $who } denegó el recurso el { $when }.
appeal-moot = El recurso ha terminado: aquello de lo que trataba ha cambiado entretanto.
appeal-words = Lo que dice quien recurre
appeal-answer = **Respuesta:** { $answer }
appeal-first-decision = { $who } lo rechazó el { $when }: { $reason }.
appeal-ban-title = Un veto
appeal-first-ban = Vetado por { $who } el { $when },
appeal-grant-title = Conceder el recurso
appeal-deny-title = Denegar el recurso
appeal-grant-answer = Palabras para quien recurre (opcional)
appeal-deny-answer = ¿Por qué? Se le comunica.
appeal-answer-example = ¿Qué has mirado?
appeals-open = { $count ->
    [one] Hay un recurso abierto.
   *[other] Hay { $count } recursos abiertos.
}
appeals-none = No hay ningún recurso abierto.

## El registro

log-title = Registro de auditoría
log-title-comment = Registro de auditoría de #{ $number }
log-none = No encaja ninguna entrada.
log-footer = Las más nuevas primero. Cada entrada termina con el comienzo de su hash; `newsdesk export --verify` comprueba la cadena.
log-revision = {" "}(revisión { $revision })
log-the-bot = el bot
log-submitted = { $who } escribió #{ $number }
log-passed = El modo del servidor dejó pasar #{ $number } de { $whom }
log-approved = { $who } aprobó #{ $number } de { $whom }
log-rejected = { $who } rechazó #{ $number } de { $whom }
log-edited = { $who } editó #{ $number }
log-deleted = { $who } borró #{ $number }
log-appealed = { $who } recurrió
log-appeal-granted = { $who } concedió un recurso de { $whom }
log-appeal-denied = { $who } denegó un recurso de { $whom }
log-banned = { $who } vetó a { $whom }
log-unbanned = { $who } levantó el veto de { $whom }
log-settings = { $who } cambió los ajustes
log-erased = Se borraron los datos de { $whom }
log-expired = Se borraron las palabras de #{ $number }, cumplido su plazo
log-expired-appeals = Se borraron las palabras de recursos cerrados, cumplido su plazo

## Cifras

stats-title = { $days ->
    [one] Comentarios del último día
   *[other] Comentarios de los últimos { $days } días
}
stats-came = **{ $submitted }** escritos: { $approved } aprobados, { $rejected } rechazados, { $passed } que dejó pasar el modo del servidor, { $deleted } borrados
stats-waiting = **{ $count }** en espera ahora, el más antiguo escrito { $since }
stats-none-waiting = No hay nada en espera ahora
stats-speed = Se decidió tras **{ $median }** en la mediana; la décima parte más lenta esperó { $slow } o más
stats-appeals = { $count ->
    [one] **Un** recurso
   *[other] **{ $count }** recursos
}: { $granted } concedidos, { $open } abiertos · vetos: { $bans }
stats-by-moderator = Decisiones por persona: { $list }
stats-by-reason = Rechazos por motivo: { $list }
stats-errands = { $count ->
    [0] Todos los mensajes están entregados
    [one] Queda **un** mensaje por entregar
   *[other] Quedan **{ $count }** mensajes por entregar
}{ $stuck ->
    [0] {""}
   *[other] , { $stuck } de ellos no se pueden entregar tal como están las cosas:
}
stats-chain = Cabeza del registro: entrada { $entry }, { $hash }
errand-card = la ficha de #{ $number }
errand-publication = #{ $number } en su hilo
errand-outcome = el aviso de la decisión { $number }
errand-appeal-card = la ficha del recurso { $number }
errand-appeal-outcome = el aviso del fin del recurso { $number }
errand-ban-notice = el aviso del veto { $number }
errand-alert = la alerta{ $number }
span-days = { $days } d { $hours } h
span-hours = { $hours } h { $minutes } min
span-minutes = { $minutes } min
span-seconds = { $seconds } s

## Negativas

error-not-a-moderator = Eso solo lo puede hacer quien modera este servidor.
error-not-a-moderator-hint = Quien administra nombra esos roles con `/newsdesk configurar`.
error-not-an-administrator = Eso solo lo puede hacer quien administra este servidor.
error-comments-not-set-up = Los comentarios todavía no están configurados en este servidor.
error-comments-not-set-up-hint = Quien administra lo hace con `/newsdesk configurar`.
error-own-comment = El comentario o el recurso es tuyo; decide otra persona del equipo.
error-decided = #{ $number } ya está decidido.
error-decided-by-mode = El modo del servidor dejó pasar #{ $number } { $when }.
error-decided-approved = Alguien decidió antes: { $who } aprobó #{ $number } { $when }.
error-decided-rejected = Alguien decidió antes: { $who } rechazó #{ $number } { $when }.
error-edited = Quien escribió #{ $number } lo ha editado; la ficha del canal muestra las palabras nuevas.
error-edited-below = Quien escribió #{ $number } lo ha editado; vuelve a estar en la cola con las palabras nuevas.
error-comment-deleted = #{ $number } se borró entretanto.
error-nothing-of-that-kind = Aquí no hay tal comentario, miembro, veto o recurso.
error-own-decision = La primera decisión fue tuya, así que el recurso lo decide otra persona.
error-appeal-closed = El recurso ha terminado: aquello de lo que trataba ha cambiado entretanto.
error-appeal-granted = Alguien decidió antes: { $who } concedió el recurso { $when }.
error-appeal-denied = Alguien decidió antes: { $who } denegó el recurso { $when }.
error-settings-race = Otra persona cambió los ajustes en el mismo momento.
error-settings-race-hint = Míralos de nuevo y vuelve a intentarlo.
error-invalid = Eso no se puede usar.
invalid-channel = Los comentarios necesitan un canal de texto en el que yo pueda escribir.
invalid-roles = Son demasiados roles; el máximo es 25.
invalid-language = No hablo ese idioma; valen `en` y `es`.
invalid-threshold = Un umbral es un número de 0 a 100.
invalid-flood = El límite de comentarios es de al menos uno en diez minutos y no menor para un día.
invalid-alerts = Ese número de comentarios o de horas es demasiado grande para una alerta.
invalid-retention = Las palabras se pueden guardar un día o más, hasta diez años.
invalid-too-many-words = Es más de lo que cabe en una lista de palabras.
invalid-word = Una de las palabras está vacía o es demasiado larga.
invalid-too-many-domains = Es más de lo que cabe en una lista de dominios.
invalid-domain = Uno de ellos no es un dominio; escríbelos como `example.com`.
invalid-too-many-reasons = Son demasiados motivos; el máximo es 20.
invalid-reason-code = Cada motivo necesita un código propio de 32 caracteres como máximo.
invalid-reason-text = Un motivo necesita una etiqueta de 100 caracteres como máximo y una norma de 300.
invalid-no-reason = Un rechazo necesita un motivo: se le dice a quien escribió.
invalid-long-reason = Ese motivo es demasiado largo; el máximo son 1.000 caracteres.
invalid-long-answer = Esa respuesta es demasiado larga; el máximo son 1.000 caracteres.
invalid-ban-of-moderator = A quien modera no se le puede vetar.
invalid-own-ban = Tu veto lo tiene que levantar otra persona del equipo.
invalid-ban-time = Un veto dura algún tiempo, y diez años como máximo; los más largos son para siempre.
invalid-days = Las cifras abarcan entre un día y un año.
