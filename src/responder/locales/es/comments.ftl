# Comments, as members see them, in Spanish. The other language has the same keys.

button-comment = Comentar
button-comment-edit = Editar
button-comment-delete = Borrar
button-comment-mine = Mis comentarios
button-comment-appeal = Recurrir
button-comment-reply = Responder
button-comment-newest = Primero los nuevos
button-comment-oldest = Primero los antiguos
button-comment-erase = Sí, borrarlo
button-comment-keep = No, dejarlo
button-comment-again = Intentarlo de nuevo
button-forget-me = Borrarlo todo
button-keep-me = Dejarlo todo

# Forms: a title and a label have at most 45 characters.
comment-form-title = Comentar: { $title }
comment-form-answer = Responder a { $name }
comment-form-answer-number = Responder al comentario { $number }
comment-form-edit = Editar el comentario { $number }
comment-form-label = Tu comentario
comment-form-label-answer = Tu respuesta al comentario { $number }
comment-form-label-edit = El texto nuevo
comment-form-example = Puede que un moderador lo lea antes que los demás.
appeal-form-title = Pedir que otro moderador lo revise
appeal-form-label = ¿Qué debería saber?
appeal-form-example = Se puede recurrir una vez; decide otro moderador, no el primero.

# States, within a sentence or on a line of their own.
comment-nobody = alguien que ya no está
comment-in-reply = en respuesta al { $number }
comment-state-waits = espera a un moderador
comment-state-edit-waits = publicado; tu cambio espera a un moderador
comment-state-published = publicado
comment-state-deleted = borrado
comment-state-rejected = rechazado
comment-state-rejected-at = rechazado { $time }
comment-reason = Motivo: { $text }
comment-reason-rule = Norma: { $text }
comment-reason-words = El moderador escribe: { $text }
comment-appeal-open = Tu recurso espera a otro moderador.
comment-appeal-granted = Tu recurso fue aceptado.
comment-appeal-denied = Tu recurso fue denegado.
comment-appeal-moot = Tu recurso está cerrado: algo cambió antes de que se decidiera.

# Receipts
receipt-waits = Tu comentario { $number } está guardado y espera a un moderador; { $ahead ->
    [0] es el siguiente.
    [one] hay uno antes.
   *[other] hay { $ahead } antes.
}
receipt-edit-waits = El texto nuevo del comentario { $number } está guardado y espera a un moderador, y el anterior sigue a la vista hasta entonces; { $ahead ->
    [0] es el siguiente.
    [one] hay uno antes.
   *[other] hay { $ahead } antes.
}
receipt-published = Tu comentario { $number } está admitido y aparece en el hilo del artículo.
receipt-state = Tu comentario { $number }: { $state }.
receipt-hint-waits = La decisión te llega por mensaje privado; `/miscomentarios` también la muestra.
receipt-personal = Tu comentario contiene { $what }. Edítalo si no querías compartirlo.
receipt-personal-email = una dirección de correo
receipt-personal-phone = un número de teléfono
receipt-personal-card = un número de tarjeta
receipt-personal-iban = un número de cuenta bancaria
receipt-personal-ssn = un número de la seguridad social
receipt-personal-ip = una dirección IP
receipt-personal-other = datos personales

# The published ones
comments-title = Comentarios ({ $count })
comments-none = Todavía no hay comentarios sobre «{ $title }».
comments-pick = Leer uno entero, o responderlo

# One's own
own-title = Tus comentarios
own-none = No has escrito comentarios aquí.
own-none-hint = El botón Comentar debajo de un resumen, o `/comentar`, recibe el primero.
own-pick = Abrir uno de ellos
own-state = Estado: { $state }
own-card = Tu comentario { $number }
own-written = Escrito el { $time }
own-written-changed = Escrito el { $time }, cambiado el { $changed }
own-edit-elsewhere = Para editarlo, usa `/miscomentarios` en su propio servidor.
delete-question = ¿Borrar el comentario { $number }? Sus palabras se borran para siempre.
delete-done = El comentario { $number } está borrado, y sus palabras también.

# Appeals
appeal-title = Lo que puedes recurrir
appeal-none = No hay nada que puedas recurrir.
appeal-none-hint = Un rechazo o una prohibición se puede recurrir una vez; `/miscomentarios` muestra cómo están tus comentarios.
appeal-once = Cada uno se puede recurrir una vez. Decide otro moderador, no el primero.
appeal-pick = Elige qué recurrir
appeal-rejection = **{ $number } · { $title }** – rechazado { $time }
appeal-ban = **Prohibición de comentar**, desde el { $since }, para siempre
appeal-ban-until = **Prohibición de comentar**, desde el { $since }, hasta el { $until }
appeal-ban-label = Prohibición de comentar, número
appeal-filed = Tu recurso está presentado. Lo decide otro moderador, no el primero.
appeal-filed-hint = El resultado te llega por mensaje privado, si los tienes abiertos.
appeal-filed-ban = Tu recurso contra la prohibición está presentado. Lo decide otro moderador, no el primero.

# One's own data
privacy-nothing = No guardo nada sobre ti.
privacy-copy = Este archivo es una copia de todo lo que guardo sobre ti, en todos los servidores: { $rows ->
    [one] una entrada
   *[other] { $rows } entradas
} en JSON, por tipos.
privacy-copy-hint = Solo tú puedes verlo. `/privacidad borrar` borra lo que contiene.
privacy-question = **¿Borrar todo lo que guardo sobre ti, en todos los servidores?** No se puede deshacer.
privacy-goes = Se borran: tus comentarios con sus mensajes publicados, tus recursos y qué artículos pediste.
privacy-stays = Se quedan: una prohibición vigente, hasta que acabe; y el registro de decisiones, que no contiene ni nombres ni palabras tuyas.
privacy-erased = Todo lo que guardaba sobre ti está borrado, { $count ->
    [0] sin ningún comentario.
    [one] con un comentario.
   *[other] con { $count } comentarios.
}
privacy-kept = No se ha borrado nada.

# Refusals: one sentence, the hint apart
refused-not-on-a-server = Los comentarios son de un servidor, y esto es una conversación privada.
refused-not-on-a-server-hint = Usa `/comentar` o `/miscomentarios` en el servidor.
refused-not-set-up = Este servidor todavía no admite comentarios.
refused-not-set-up-hint = Quien lo administra puede cambiarlo con `/newsdesk configurar`.
refused-empty = En lo que enviaste no hay palabras.
refused-empty-hint = Hacen falta letras o cifras; no bastan los signos.
refused-too-long = { $count } caracteres son más de los que caben aquí.
refused-too-long-hint = Un comentario admite { $comment } caracteres, un recurso { $appeal }: acórtalo, o envíalo por partes.
refused-banned = Ya no puedes comentar en este servidor.
refused-banned-until = No puedes comentar en este servidor hasta el { $time }.
refused-banned-reason = El motivo indicado: «{ $reason }».
refused-banned-hint = `/recurrir` pide que otro moderador lo revise.
refused-too-often = Son más comentarios en poco tiempo de los que este servidor admite de una persona.
refused-wait-seconds = Envíalo de nuevo dentro de { $count ->
    [one] un segundo.
   *[other] { $count } segundos.
}
refused-wait-minutes = Envíalo de nuevo dentro de { $count } minutos.
refused-wait-hours = Envíalo de nuevo dentro de { $count } horas.
refused-full = Hay tanto por enviar que ahora mismo no puedo recibir comentarios.
refused-full-hint = Envíalo de nuevo dentro de unos minutos.
refused-unknown = No conozco ese comentario.
refused-unknown-hint = Puede que se haya borrado; `/miscomentarios` muestra los tuyos.
refused-changed = El comentario { $number } ha cambiado mientras tanto.
refused-changed-now = Ahora está así: { $state }. `/miscomentarios` lo abre.
refused-appealed-before = Esto ya se recurrió, el { $time }.
refused-nothing-to-appeal = Ya no hay nada que recurrir.
refused-nothing-to-appeal-hint = El comentario se editó o se borró, la prohibición acabó, o ahora la decisión es otra.

# What was written comes back with a refusal
given-back-title = Lo que escribiste, para que no se pierda
given-back-file = Lo que escribiste está en el archivo, para que no se pierda.
