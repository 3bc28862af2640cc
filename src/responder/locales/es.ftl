# What members read, in Spanish. `en.ftl` has the same keys.

## Commands

command-digest = resumen
command-digest-about = Los puntos clave de un artículo, cada uno una cita textual
command-digest-message = Resumir este artículo
command-digest-message-about = Los puntos clave del enlace, texto o archivo de un mensaje (clic derecho, Aplicaciones)
command-fact = dato
command-fact-about = Un tipo de dato de un artículo, cada uno con su frase
command-ask = preguntar
command-ask-about = Una pregunta, respondida solo con el artículo
command-articles = artículos
command-articles-about = Los artículos que se han pedido aquí
command-comment = comentar
command-comment-about = Escribe un comentario sobre un artículo; primero lo leen los moderadores
command-comments = comentarios
command-comments-about = Los comentarios de un artículo que los moderadores han admitido
command-mycomments = miscomentarios
command-mycomments-about = Tus comentarios: su estado, los motivos, editar y borrar
command-appeal = recurrir
command-appeal-about = Pide que otro moderador revise un rechazo o una prohibición
command-privacy-export = privacidad exportar
command-privacy-export-about = Una copia de todo lo que guardo sobre ti
command-privacy-delete = privacidad borrar
command-privacy-delete-about = Borra todo lo que guardo sobre ti
command-queue = cola
command-queue-about = Revisa uno por uno los comentarios que esperan
command-modlog = registro
command-modlog-about = Quién decidió qué, y cuándo
command-modstats = cifras
command-modstats-about = Cifras de comentarios y decisiones
command-bans = vetos
command-bans-about = Quién no puede comentar aquí, y hasta cuándo
command-unban = readmitir
command-unban-about = Deja que un miembro vuelva a comentar
command-newsdesk-setup = newsdesk configurar
command-newsdesk-setup-about = Configura los comentarios de este servidor, paso a paso
command-newsdesk-status = newsdesk estado
command-newsdesk-status-about = La configuración, lo que espera y lo que falla
command-newsdesk-words = newsdesk palabras
command-newsdesk-words-about = La lista de palabras de este servidor: ver, añadir, quitar, importar, exportar
command-newsdesk-domains = newsdesk dominios
command-newsdesk-domains-about = Dominios bloqueados y permitidos: ver, añadir, quitar, importar, exportar
command-newsdesk-reasons = newsdesk motivos
command-newsdesk-reasons-about = Los motivos que eligen los moderadores, con la norma que se comunica al autor
command-help = ayuda
command-help-about = Qué se puede pedir, y cómo

option-url = url
option-url-about = La dirección web del artículo
option-text = texto
option-text-about = El texto del artículo, pegado
option-file = archivo
option-file-about = Un archivo de texto, HTML, PDF o Word (.docx)
option-length = extensión
option-length-about = Cuántos puntos clave
option-published = publicado
option-published-about = El día de publicación, por ejemplo 2021-06-02, si la página no lo dice
option-kind = tipo
option-kind-about = Qué buscar
option-article = artículo
option-article-about = Qué artículo; si falta, el último pedido en este canal
option-question = pregunta
option-question-about = Lo que quieres saber
option-order = orden
option-order-about = Primero los más antiguos o los más nuevos
option-verdict = veredicto
option-verdict-about = Solo aquello en que los controles hallaron algo
option-member = miembro
option-member-about = Un miembro de este servidor
option-number = número
option-number-about = El número de un comentario
option-days = días
option-days-about = En cuántos días
option-step = paso
option-step-about = Qué hacer con la lista
option-words = palabras
option-words-about = Palabras separadas por comas; ! delante bloquea, + permite, un * final vale para toda terminación
option-domains = dominios
option-domains-about = Dominios, separados por comas; un + delante lo permite

command-group-privacy-about = Tus propios datos
command-group-newsdesk-about = Configuración de este servidor

order-oldest = primero los más antiguos
order-newest = primero los más nuevos
verdict-review = merece una mirada, o peor
verdict-block = muy probablemente no
step-show = ver
step-add = añadir
step-remove = quitar
step-import = importar un archivo
step-export = exportar a un archivo

length-short = corta
length-medium = media
length-long = larga

kind-event = Acontecimientos
kind-date = Fechas
kind-focus-area = Áreas prioritarias
kind-funding = Financiación
kind-money = Sumas de dinero
kind-decision = Decisiones
kind-quote = Citas
kind-person = Personas
kind-organization = Organizaciones
kind-place = Lugares
kind-percent = Porcentajes
kind-number = Números

## Digest

points-news = La noticia
points-event = Cuándo y dónde
points-focus-area = Áreas prioritarias
points-funding = Dinero
points-decision = Decisiones
points-quote = Citas
points-background = Contexto
digest-empty = Ninguna frase de este texto destaca como punto clave.
untitled-text = Texto pegado
no-publication-date = sin fecha de publicación
coverage = Leídas { $read } de { $words } palabras
coverage-furniture = Leídas { $read } de { $words } palabras, { $furniture } de ellas accesorios de la página
article-number = artículo { $number }
page = página { $page } de { $pages }
digest-drafted = Los puntos con ✎ están en palabras de { $model }: { $verified } de { $drafted } verificados, cada uno con las frases que muestra Pruebas
answer-drafted = Encontrado por { $model }, palabra por palabra en el artículo
model-away = No se puede contactar con el modelo de lenguaje; respondió el motor integrado.
model-refused = El modelo de lenguaje no aceptó esta petición; respondió el motor integrado.
model-slow = El modelo de lenguaje tardó demasiado; respondió el motor integrado.
model-unusable = Lo que escribió el modelo de lenguaje no tiene pruebas en el artículo; respondió el motor integrado.
model-too-long = El artículo es demasiado largo para el modelo de lenguaje; respondió el motor integrado.
model-spent = El modelo de lenguaje ya se ha usado hoy tanto como se permite; respondió el motor integrado.
note-changed = La página ha cambiado desde que se leyó el { $date }; esto es lo que dice ahora.
note-unchecked = No se pudo volver a consultar la página; esto es lo que decía el { $date }. { $why }
note-language = El texto está en otro idioma ({ $language }) que el inglés o el español: los puntos clave se eligen por reglas generales y se encuentran pocos datos.
note-permission = Solo tú puedes ver esto: me falta el permiso «{ $permission }» en este canal.

button-facts = Datos
button-ask = Preguntar
button-evidence = Pruebas
button-calendar = Calendario
button-back = Atrás
button-next = Siguiente

evidence-footer = Cada punto en su lugar, con las frases que lo rodean
evidence-open = verlo en la página
place = frase { $number } de { $count }

## Facts

facts-none = No se encontró ningún dato en este artículo.
facts-pick = Otro tipo de dato
facts-count = { $kind } ({ $count })
fact-not-in-article = No está en este artículo.
fact-date = **{ $words }** → { $value } ({ $basis })
fact-value = **{ $words }** → { $value }
fact-from = de **{ $words }**
fact-to = para **{ $words }**
fact-purpose = con el fin de **{ $words }**
fact-when = cuándo: **{ $words }**
fact-who = quién: **{ $words }**
fact-where = dónde: **{ $words }**
fact-speaker = lo dijo **{ $words }**
fact-times = { $count ->
    [one] una vez
   *[other] { $count } veces
}
basis-stated = tal como se dice
basis-published = contado desde la publicación, el { $date }
basis-after = contado desde «{ $words }»
basis-dateline = contado desde la línea «{ $words }»
basis-vague = no se nombra un momento preciso
basis-unsettled = el texto no lo fija
basis-unresolved = no se puede fijar: falta la fecha de publicación

day = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
day-without-year = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}, año desconocido
month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
month-without-year = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}, año desconocido
weekday-only = un { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}, fecha desconocida
timex-past-ref = hace algún tiempo
timex-present-ref = ahora
timex-future-ref = más adelante
timex-tmo = por la mañana
timex-taf = por la tarde
timex-tev = al anochecer
timex-tni = por la noche

## Questions

ask-title = Preguntar a este artículo
ask-label = Tu pregunta
ask-example = ¿Cuándo empieza el viaje?
answer-none = No está en este artículo.
answer-closest = Esto es lo más cercano, pero no es una respuesta:
confidence-high = Confianza: alta
confidence-medium = Confianza: media
confidence-low = Confianza: baja, comprueba la frase

## Calendar

calendar-ready = { $count ->
    [one] Un acontecimiento con fecha
   *[other] { $count } acontecimientos con fecha
} de «{ $title }»{ $left ->
    [0] .
    [one] . Uno más no tiene una fecha que se pueda fijar y se omite.
   *[other] . Otros { $left } no tienen una fecha que se pueda fijar y se omiten.
}
calendar-none = No se encontró ningún acontecimiento en «{ $title }».
calendar-undated = «{ $title }» tiene acontecimientos, pero ninguno con una fecha que se pueda fijar. La opción `publicado` de `/resumen` puede ayudar.

## Lists and help

articles-title = Artículos pedidos aquí
articles-none = Aquí todavía no se ha pedido ningún artículo. Prueba `/resumen`.
help-title = Newsdesk
help-intro = Leo un artículo y muestro lo que dice, cada punto con las palabras que lo dicen.
help-on-message = **{ $name }** (menú de un mensaje)
help-talk = También puedes mencionarme, o escribirme en privado, con un enlace, un texto, un archivo o una pregunta sobre el último artículo.
help-rule = Cada punto, dato y respuesta es una cita textual. Lo que el artículo no dice, no lo digo.

## Slips

slip-nothing-given = Todavía no hay nada que resumir.
slip-nothing-given-hint = Indica uno de `url`, `texto` y `archivo`.
slip-too-many-given = Puedo resumir un artículo a la vez.
slip-too-many-given-hint = Indica solo uno de `url`, `texto` y `archivo`.
slip-not-a-date = No entiendo esa fecha de publicación.
slip-not-a-date-hint = Escríbela como año, mes y día, por ejemplo `2021-06-02`.
slip-nothing-in-message = Ese mensaje no tiene enlace, ni archivo, ni un texto lo bastante largo para resumir.
slip-hidden-message = Discord no me muestra lo que dice ese mensaje.
slip-hidden-message-hint = Haz clic derecho sobre él, luego Aplicaciones, «Resumir este artículo».
slip-no-question = No hay ninguna pregunta que responder.
slip-unknown-command = Ya no conozco ese comando.
slip-unknown-command-hint = Recarga Discord para ver los actuales.
slip-stale-control = Este control es de una versión anterior.
slip-stale-control-hint = Pide el artículo de nuevo.
slip-busy = Ahora mismo tengo demasiado trabajo.
slip-busy-hint = Inténtalo de nuevo en un momento.
slip-stopping = Me están reiniciando.
slip-stopping-hint = Inténtalo de nuevo en un minuto.
slip-took-too-long = Tardaba demasiado y lo he dejado.
slip-took-too-long-hint = Inténtalo de nuevo, o pega el texto del artículo.

## Errors

error-not-a-web-address = Esa no es una dirección web que pueda abrir.
error-not-a-web-address-hint = Debería empezar por `https://`.
error-forbidden-address = Esa dirección está en una red privada, que no abro.
error-forbidden-port = Solo abro direcciones web en los puertos habituales.
error-unknown-host = No existe ningún sitio con ese nombre.
error-unknown-host-hint = Comprueba cómo está escrita la dirección.
error-unreachable = El sitio no acepta conexiones.
error-tls = La conexión segura con el sitio falló.
error-timed-out = El sitio tardó demasiado en responder.
error-timed-out-hint = Inténtalo más tarde, o pega el texto del artículo.
error-too-many-redirects = La página me envía una y otra vez a otras direcciones.
error-page-too-large = La página es demasiado grande para leerla.
error-unsupported-content = Lo que hay ahí no es una página ni un archivo que pueda leer.
error-access-restricted = El sitio pide iniciar sesión o pagar.
error-access-restricted-hint = Puedes pegar el texto al que tengas acceso.
error-forbidden = El sitio rechaza a los lectores automáticos.
error-forbidden-hint = Puedes pegar el texto del artículo.
error-not-found = Esa página no existe.
error-not-found-hint = Comprueba la dirección.
error-too-many-requests = El sitio me pide que venga con menos frecuencia.
error-too-many-requests-hint = Inténtalo más tarde.
error-server-failure = El sitio falló (estado { $status }).
error-server-failure-hint = Inténtalo más tarde.
error-broken-answer = La respuesta del sitio se interrumpió.
error-broken-answer-hint = Inténtalo más tarde.

error-consent-wall = Un aviso de consentimiento tapa el artículo y no puedo leerlo.
error-consent-wall-hint = Puedes pegar el texto del artículo.
error-paywall = El artículo es de pago.
error-paywall-hint = Puedes pegar el texto al que tengas acceso.
error-empty = No hay texto que leer.
error-not-an-article = Esa página no es un artículo.
error-not-an-article-hint = Da la dirección de un artículo, no la de una lista.
error-text-too-large = Ese texto es demasiado grande para leerlo.
error-damaged = El archivo está dañado, o es de otro tipo de lo que dice su nombre.
error-locked = El archivo está protegido con contraseña.
error-unsupported-type = No puedo leer archivos de ese tipo.
error-unsupported-type-hint = Sirven archivos de texto, HTML, PDF y Word (.docx).

error-gave-up = Leer ese archivo tardaba demasiado y lo he dejado.
error-none-yet = En este canal todavía no se ha pedido ningún artículo.
error-none-yet-hint = Empieza con `/resumen`.
error-unknown-article = Aquí no conozco ese artículo.
error-unknown-article-hint = `/artículos` muestra los que conozco.
error-too-many = Has pedido muchos artículos; espera { $seconds ->
    [one] un segundo
   *[other] { $seconds } segundos
}, por favor.
error-unexpected = Algo ha fallado de mi lado.
error-unexpected-hint = Inténtalo de nuevo; si sigue igual, di la referencia a quien administra el bot.
