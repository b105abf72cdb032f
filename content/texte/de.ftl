# Alle Sätze des Bots.  Prüfen: bleibdran content check
# Was in geschweiften Klammern steht, setzt der Bot ein.  { $name } ist immer der selbst gewählte Name.

language-name = Deutsch

## Rollen

role-careleaver = Junger Mensch
role-wegbegleiter = Wegbegleitung
role-fachkraft = Fachkraft
role-coordination = Koordination
role-admin = Administration

## Ankommen

start-stranger =
    Hallo. Ich bin der Bot von { $service }: ein Programm, kein Mensch.
    Über mich bleiben junge Menschen nach Heim, Wohngruppe oder Pflegefamilie in Kontakt mit ihrer Wegbegleitung: einem Menschen, der für sie da bleibt.
    Dafür brauchst du eine Einladung. Du bekommst sie hier: { $contact }
    Ich bin kein Notruf: Bist du in Gefahr, ruf 112 an. Und keine Rechtsberatung: Ich informiere nur.
start-have-code = Ich habe einen Code
start-type-code = Schreib mir den Code. Er sieht so aus: K7QM-2XRD-9HTW-C
start-typo =
    Das ist noch nicht der richtige Code. Schau noch einmal genau hin und schick ihn mir noch einmal.
    Einen neuen bekommst du hier: { $contact }
start-unknown =
    Diesen Code kenne ich nicht. Vielleicht ist ein Tippfehler drin.
    Einen neuen bekommst du hier: { $contact }
start-too-many = Das geht gerade nicht. Bitte warte eine Stunde und probier es dann noch einmal.
start-used =
    Diese Einladung wurde schon benutzt.
    Wenn du das nicht warst oder ein neues Handy hast, melde dich hier: { $contact }
start-expired =
    Diese Einladung ist abgelaufen. Das macht nichts.
    Eine neue bekommst du hier: { $contact }
start-not-in-group = Dieser Code ist für eine einzelne Person. Öffne den Link bitte in deinem eigenen Chat mit mir.
start-group =
    Hallo. Ich bin der Bot der Wegbegleitung.
    Soll diese Gruppe die Koordination sein? Dann schickt hier: /start und dahinter den Code aus der Einladung.
start-known = Du bist schon dabei, { $name }.

start-intro =
    Hallo, ich bin ein Programm von { $service }, kein Mensch: Über mich bleibst du mit deiner Wegbegleitung in Kontakt, einem Menschen, der für dich da bleibt.
    Ich speichere, wie du heißen willst, deine Sprache, diesen Chat, wer dich begleitet und wann ich nach dir frage; Nachrichten lösche ich, sobald sie angekommen sind, deine Antworten auf meine Fragen und deine Bitten um Hilfe bewahre ich verschlüsselt auf, aber nur eine feste Zeit lang.
    Deine Wegbegleitung liest, was du ihr schreibst, und wenn sie nicht da ist, jemand aus dem Team; Antworten und Bitten um Hilfe sieht nur, wem du sie zeigst, und deine Nummer und deinen Benutzernamen sieht niemand.
    Mit /stopp kannst du jederzeit aufhören; ich bin kein Notruf (dann ruf 112 an) und keine Rechtsberatung für deinen Fall.

    Möchtest du mitmachen?
start-yes = Ja
start-no = Nein
start-intro-staff =
    Hallo. Ich bin der Bot von { $service }, ein Programm. Du bist eingeladen als: { $role }.
    Ich speichere deinen Namen, deine Sprache, diesen Chat und wen du begleitest. Nachrichten gebe ich weiter und lösche sie, sobald sie angekommen sind. Was du zu einem Anliegen schreibst, bewahre ich verschlüsselt auf und lösche es nach einer festen Zeit.
    Junge Menschen sehen nur den Namen, den du gleich wählst. Du siehst nur den Namen, den sie gewählt haben.
    Ich bin kein Notruf und keine Rechtsberatung. Mit /stopp kannst du aufhören.

    Möchtest du mitmachen?
start-refused =
    Das ist in Ordnung. Ich habe nichts über dich gespeichert.
    Wenn du es dir anders überlegst: Solange die Einladung gilt, öffne den Link einfach noch einmal. Hilfe bekommst du auch hier: { $contact }
start-agreed = Schön, dass du dabei bist.
start-agreed-staff = Danke, dass du dabei bist.
start-name = Wie möchtest du genannt werden? Ein Vorname oder Spitzname reicht.
start-name-staff = Welchen Namen sollen die jungen Menschen sehen?
start-name-as = { $name }
start-name-bad = Das passt leider nicht als Name. Schreib einen mit höchstens { $longest } Zeichen, ohne Link.

consent-changed =
    Der Text, zu dem du am Anfang Ja gesagt hast, hat sich geändert. So heißt er jetzt:

    { $intro }
consent-yes = Ja, weiter so
consent-no = Nein
consent-agreed = Danke, dass du es gelesen hast. Es läuft weiter wie bisher.
consent-refused =
    In Ordnung. Der Kontakt bleibt so, wie du es vorher erlaubt hast. Neues geschieht mit deinen Daten nicht.
    Möchtest du ganz aufhören? /stopp. Etwas ansehen oder löschen? /daten
consent-outdated = Dieser Text gilt nicht mehr.

start-recovery =
    Dein Rückkehr-Code: { $code }

    Bewahr ihn gut auf, am besten auf Papier. Mit ihm kommst du zurück, wenn dein Handy oder deine Nummer weg ist: Schreib mir vom neuen Handy und schick mir den Code. Er gilt einmal, dann bekommst du einen neuen. Ein älterer Code gilt nicht mehr.
start-welcome =
    Willkommen, { $name }. { $wegbegleiter } ist für dich da.
    Schreib einfach los. Alles, was du hier schickst, geht an { $wegbegleiter }. Ist es angekommen, siehst du die Taube 🕊 an deiner Nachricht.
start-welcome-alone =
    Willkommen, { $name }. Deine Wegbegleitung wird gerade gesucht.
    Bis dahin liest jemand aus unserem Team, was du schreibst. Ich sage dir, sobald jemand fest für dich da ist.
start-welcome-wegbegleiter =
    Willkommen, { $name }. Sobald dir ein junger Mensch zugeordnet ist, schreibe ich dir.
    Antworten geht so: auf die Nachricht antworten, oder /an und den Namen. Alles Weitere: /hilfe
start-welcome-fachkraft = Willkommen, { $name }. Wenn ein Anliegen für dich kommt, liest du es hier. Mehr unter /hilfe
start-welcome-coordination =
    Willkommen, { $name }. Hier kommt an, was sonst niemand liest.
    Mit /einladen lädst du Menschen ein, mit /zuordnen bekommt ein junger Mensch seine Wegbegleitung. Alles Weitere: /hilfe
start-welcome-admin = Willkommen, { $name }. Wie es dem Bot geht, zeigt /status. Alles Weitere: /hilfe
start-back =
    Schön, dass du wieder da bist, { $name }. Du schreibst jetzt von hier.
    { $wegbegleiter } ist für dich da. Schreib einfach weiter.
start-moved-away =
    Dieser Chat läuft jetzt auf einem anderen Handy weiter. Hier kommt nichts mehr an.
    Warst du das nicht? Melde dich bitte gleich: { $contact }

## Weitergeben

relay-receipt = 🕊
relay-header = 💬 { $name }
relay-nobody-yet =
    Es ist noch niemand da, der deine Nachricht lesen kann. Ich behalte sie und gebe sie weiter, sobald jemand da ist.
    Wenn es schnell gehen muss: { $contact }
relay-read-by = Deine Nachrichten liest im Moment { $name } von { $service }.
relay-read-by-own = Deine Nachrichten liest jetzt wieder { $name }.
relay-live-place = Ich zeige nur, wo du jetzt bist. Wohin du danach gehst, sieht niemand.
relay-unsupported = Das kann ich leider nicht weitergeben. Schick es als Text, Foto, Sprachnachricht oder Datei.
declined =
    { $kind } nehme ich hier nicht an. Das habe ich nicht weitergegeben und nicht behalten.{ $words ->
        [da] {""} Deine Worte dazu gebe ich weiter.
       *[keine] {""}
    }
    Schreib, worum es geht. Oder zeig es jemandem von uns: { $contact }
declined-bilder = Bilder
declined-videos = Videos
declined-sprachnachrichten = Sprachnachrichten
declined-dokumente = Dateien
declined-standorte = Standorte
declined-kontakte = Kontakte
declined-sticker = Sticker
declined-umfragen = Umfragen
relay-custom-reaction = { $name } hat mit einem eigenen Bild auf eine Nachricht reagiert.
relay-edit-failed = Deine Änderung kam bei { $name } nicht an. Dort steht noch die alte Nachricht.
relay-edit-too-late = Deine Änderung gebe ich nicht mehr weiter: Zwischen dir und { $name } gibt es keine Verbindung mehr.
relay-stopped = { $name } möchte gerade keinen Kontakt. Deine Nachricht habe ich nicht weitergegeben. Ich sage dir, wenn sich das ändert.
relay-not-yours = { $name } wird jetzt von jemand anderem begleitet. Deine Nachricht habe ich nicht weitergegeben.
relay-not-yours-any-more = Das ist nicht mehr möglich: Ihr seid nicht mehr verbunden.
relay-nobody-to-write-to = Gerade gehört niemand zu dir. Deine Nachricht habe ich nicht weitergegeben.
relay-to-whom =
    { $count ->
        [one] Für wen ist das? Deine Nachricht wartet, bis du es sagst.
       *[other] Für wen ist das? Deine { $count } Nachrichten warten, bis du es sagst.
    }
relay-to-nobody = Für niemanden, löschen
relay-dropped = Gelöscht. Niemand hat es bekommen.
relay-goes-to = Geht an { $name }.
relay-nothing-waits = Das ist schon erledigt.
relay-next-goes-to = Deine nächste Nachricht geht an { $name }. Du kannst auch auf diese hier antworten.
relay-reply-goes-to = Antworte auf diese Nachricht hier, dann geht es an { $name }.

recall-how = Antworte mit /zurueck auf deine eigene Nachricht, die du zurückholen willst.
recall-done = Zurückgeholt. Auf der anderen Seite ist sie gelöscht.
recall-too-late = Das ging nicht mehr. Nachrichten lassen sich nur etwa zwei Tage lang zurückholen.

delivery-gone = Das kam bei { $name } nicht an: Der Bot ist dort blockiert oder das Konto gibt es nicht mehr. Ich sage dir, wenn sich das ändert.
delivery-refused = Das kam bei { $name } nicht an. Der Messenger nimmt diese Nachricht nicht. Versuch es als Text oder als Datei.
delivery-partly = Ein Teil davon kam bei { $name } nicht an. Schick bitte noch einmal, was fehlt.
delivery-rerouted = { $name } ist gerade nicht zu erreichen. Deine Nachricht liest jetzt { $other }.
delivery-nobody =
    { $name } ist gerade nicht zu erreichen. Ich behalte deine Nachricht und gebe sie weiter, sobald jemand da ist.
    Wenn es schnell gehen muss: { $contact }

## Menü und Hilfe

menu-open = Menü
menu-text = Schreib einfach: Alles, was du schickst, geht an { $wegbegleiter }. Oder such dir etwas aus:
menu-who = Wer ist für mich da?
menu-pause = Ruhe haben
menu-name = Mein Name
menu-language = Sprache
menu-recovery = Rückkehr-Code
menu-help = Hilfe
menu-emergency = Notfall
menu-stop = Aufhören
menu-away = Schnell weg

away-question =
    Liest jemand mit, oder hat jemand anderes dein Handy?
    „Jetzt sperren“ leert diesen Chat sofort. Dasselbe geht, wenn du /weg schreibst. Danach kommt hier nichts mehr an, und niemand kann von hier in deinem Namen schreiben. Was man dir schreibt, hebe ich auf.

    Zurück kommst du nur mit deinem Rückkehr-Code. Hast du keinen? Hol dir erst einen und schreib ihn auf Papier.
    Was älter als zwei Tage ist, kann ich nicht löschen. Das machst du selbst: lange auf diesen Chat drücken, dann „Chat löschen“.
away-go = Jetzt sperren
away-code = Neuen Code holen
away-stay = Nein
away-stayed = Gut. Es bleibt alles, wie es ist. Wenn es schnell gehen muss, schreib einfach: /weg
away-done = Okay.

who =
    Für dich da ist: { $name }
    { $others ->
        [keine] Geht es einmal nicht, springt jemand aus unserem Team ein.
       *[other] Außerdem: { $others }
    }
    Und immer: { $contact }
who-nobody =
    Deine Wegbegleitung wird noch gesucht. Ich sage dir, sobald jemand da ist.
    Bis dahin: { $contact }

help-stranger =
    Ich bin ein Programm, kein Mensch, kein Notruf (dann ruf 112 an) und keine Rechtsberatung.
    Über mich bleiben junge Menschen nach Heim, Wohngruppe oder Pflegefamilie mit ihrer Wegbegleitung in Kontakt. Dafür brauchst du eine Einladung: { $contact }
    Hast du einen Code? Dann schick ihn mir einfach.
    Fragen zu Wohnung, Jobcenter und Geld kannst du mir auch so stellen: /fragen
    Notrufnummern: /notfall
    Wer mich betreibt: /impressum
help-careleaver =
    Schreib einfach, was du willst: Text, Foto, Sprachnachricht, Datei. Es geht an deine Wegbegleitung.
    Die Taube 🕊 heißt: Es ist angekommen. Antworten, Ändern und Reagieren geht wie immer.

    /fragen – etwas wissen wollen: Wohnung, Jobcenter, Geld, deine Rechte
    /anliegen – ein Amt oder eine Beratung um Hilfe bitten, und sehen, wie es steht
    /checkin – ob und wann ich frage, wie es dir geht
    /menu – alles zum Antippen
    /pause – eine Weile Ruhe
    /weg – schnell weg: Chat leeren und sperren, wenn jemand mitliest
    /daten – was über dich gespeichert ist, als Datei oder löschen
    /sprache – andere Sprache
    /notfall – wen du jetzt anrufen kannst
    /impressum – wer diesen Bot betreibt
    /stopp – aufhören (einmal tippen, und du bist zurück)

    Ich bin ein Programm, kein Mensch, kein Notruf (dann ruf 112 an) und keine Rechtsberatung für deinen Fall.
    { $service }: { $contact }
help-wegbegleiter =
    So schreibst du: Antworte auf eine Nachricht. Oder /an und der Name, zum Beispiel: /an jas Wie geht es dir?
    Schreibst du ohne Namen, frage ich nach. Änderungen und Reaktionen kommen auch drüben an.

    /leute – wer zu dir gehört
    /offen – wer auf Antwort wartet
    /an NAME – jemandem schreiben
    /checkin NAME – jetzt fragen, wie es geht
    /anliegen NAME – ein Anliegen vorbereiten; los geht es erst mit dem Ja des jungen Menschen
    /zurueck – als Antwort auf deine Nachricht: zurückholen
    /fragen – Antworten nachschlagen; in jedem anderen Chat: meinen Namen mit @ und ein Stichwort tippen
    /sprache – andere Sprache
    /notfall – Notrufnummern
    /impressum – wer diesen Bot betreibt
    /stopp – nicht mehr begleiten
help-fachkraft =
    Hier kommen Anliegen junger Menschen für deinen Dienst an. Die Knöpfe unter jedem Anliegen: lesen, übernehmen, weitergeben, nachfragen, antworten, erledigt.

    /offen – alle offenen Anliegen
    /anliegen NUMMER – ein Anliegen anschauen
    /fragen – Antworten nachschlagen
    /sprache – andere Sprache
    /impressum – wer diesen Bot betreibt
    /stopp – aufhören
help-coordination =
    Antworte auf eine Nachricht, um dem jungen Menschen zu schreiben. Unter jedem Anliegen stehen Knöpfe: lesen, übernehmen, weitergeben, antworten.

    /leute – alle jungen Menschen und wer sie begleitet
    /offen – wer auf Antwort wartet und welche Anliegen offen sind
    /anliegen NUMMER – ein Anliegen anschauen
    /checkin NAME – jetzt fragen, wie es geht
    /einladen – jemanden einladen
    /zuordnen NAME WEGBEGLEITUNG – wer begleitet wen
    /an NAME – jemandem schreiben
    /zurueck – als Antwort auf deine Nachricht: zurückholen
    /fragen – Antworten nachschlagen
    /inhalt – was an den Antworten zu tun ist, und offene Fragen
    /auskunft NAME – eine Kopie aller Daten, für den Menschen selbst
    /loeschen NAME – alles über einen jungen Menschen löschen
    /austritt NAME – jemand arbeitet hier nicht mehr
    /protokoll NAME – wer was mit wessen Daten getan hat
    /status – wie es dem Bot geht
    /sprache – andere Sprache
    /notfall – Notrufnummern
    /impressum – wer diesen Bot betreibt
    /stopp – aufhören
help-admin =
    /inhalt – was an den Antworten zu tun ist, und offene Fragen
    /fragen – Antworten nachschlagen
    /status – wie es dem Bot geht
    /leute – wer verbunden ist
    /einladen – jemanden einladen
    /zuordnen NAME WEGBEGLEITUNG – wer begleitet wen
    /auskunft NAME – eine Kopie aller Daten, für den Menschen selbst
    /loeschen NAME – alles über einen jungen Menschen löschen
    /austritt NAME – jemand arbeitet hier nicht mehr
    /protokoll NAME – wer was mit wessen Daten getan hat
    /sprache – andere Sprache
    /impressum – wer diesen Bot betreibt
    /stopp – aufhören
help-unknown = Das kenne ich nicht. Das hier geht:
button-not-yours = Dieser Knopf gehört nicht zu dir oder gilt nicht mehr.

language-question = Welche Sprache?
language-done = Ab jetzt schreibe ich dir auf Deutsch.

name-question = Du heißt hier { $name }. Wie möchtest du heißen?
name-keep = So lassen
name-kept = Gut, es bleibt bei { $name }.
name-done = Ab jetzt heißt du hier { $name }.

emergency-line =
    { $until ->
        [immer] { $call } – { $name }: { $what }
       *[other] { $call } – { $name }: { $what } (heute bis { $until })
    }
emergency-line-speaks = – auch auf Deutsch
emergency =
    Wenn du oder jemand anderes gerade in Gefahr ist, ruf an. Jetzt da:

    { $numbers }

    Ich bin ein Programm und kein Notruf. Dass du hier getippt hast, sieht niemand.
emergency-careleaver =
    Wenn du oder jemand anderes gerade in Gefahr ist, ruf an. Jetzt da:

    { $numbers }

    Ich bin ein Programm und kein Notruf. Dass du hier getippt hast, sieht niemand. Möchtest du, dass { $wegbegleiter } sich gleich bei dir meldet? Dann tippe unten.
crisis =
    Das klingt gerade sehr schwer. Du musst da nicht allein durch. Diese Menschen sind jetzt da:

    { $numbers }

    Ich sage auch { $wegbegleiter } Bescheid, dass es eilt. Hier liest nicht rund um die Uhr jemand mit. Wenn du jetzt sofort jemanden brauchst, ruf bitte eine der Nummern an.
crisis-alone =
    Das klingt gerade sehr schwer. Du musst da nicht allein durch. Diese Menschen sind jetzt da:

    { $numbers }

    Ich bin ein Programm. Hier liest gerade niemand mit. Bitte ruf eine der Nummern an.
crisis-call-me = Melde dich jetzt bei mir
crisis-called = { $wegbegleiter } weiß, dass du jetzt jemanden brauchst. Meldet sich in einer Viertelstunde niemand, sage ich noch jemandem Bescheid.
crisis-called-already = Das ist schon unterwegs. Wenn es nicht warten kann, ruf bitte eine der Nummern an.
crisis-called-next = Ich habe jetzt auch { $other } Bescheid gesagt. Wenn es nicht warten kann, ruf bitte eine der Nummern an: /notfall
crisis-nobody =
    Gerade ist hier niemand erreichbar. Bitte ruf eine der Nummern an: /notfall
    Oder melde dich hier: { $contact }
crisis-staff = ⚠️ { $name } braucht jetzt jemanden. Bitte melde dich gleich: Antworte auf diese Nachricht. Kannst du gerade nicht, tu nichts. In einer Viertelstunde wird der Nächste gefragt.
crisis-mine = Ich bin jetzt da
crisis-yours = Danke. { $name } weiß, dass du da bist. Schreib am besten gleich einen Satz.
crisis-somebody = { $wegbegleiter } ist jetzt da und meldet sich gleich bei dir.
crisis-somebody-is-there = Es kümmert sich schon jemand.
crisis-others = { $wegbegleiter } kümmert sich jetzt um { $name }.

status =
    Junge Menschen: { $careleavers }
    Wegbegleiterinnen und Wegbegleiter: { $wegbegleiter }
    Kommt gerade an: { $coming }
    Ist gerade unterwegs: { $going }
    Ging schief und wartet auf Hilfe: { $aside }

    { $troubles }
status-fine = ✓ Alles läuft.
status-trouble =
    ⚠️ { $what }
    { $remedy }
trouble-began =
    ⚠️ { $what }
    { $remedy }
trouble-over = ✓ Das ist wieder in Ordnung: { $what }
broken =
    Da ist bei uns etwas schiefgegangen. Deine Nachricht ist nicht weg, aber noch nicht weitergegeben. Jemand schaut nach.
    Wenn es schnell gehen muss: { $contact }
broken-staff = Eine Nachricht konnte nicht weitergegeben werden und wartet auf Hilfe (Nummer { $number }). Bitte jemanden, der den Bot betreut: bleibdran doctor

## Wenn etwas nicht geht: für alle, die den Bot betreuen

trouble-database-full = Die Festplatte ist voll. Der Bot kann nichts Neues aufnehmen.
trouble-database-full-remedy = Schaff Platz im Datenordner (df -h). Danach geht es von selbst weiter. Nachrichten warten so lange bei Telegram, höchstens 24 Stunden.
trouble-database-readonly = Die Datenbank lässt sich nicht schreiben.
trouble-database-readonly-remedy = Prüfe, wem Datenordner und Datenbank gehören und ob das Laufwerk nur lesbar eingehängt ist. Danach geht es von selbst weiter.
trouble-database-locked = Ein anderes Programm hält die Datenbank fest.
trouble-database-locked-remedy = Beende, was außer dem Bot auf die Datenbank zugreift. Danach geht es von selbst weiter.
trouble-database-broken = Die Datenbank ist beschädigt.
trouble-database-broken-remedy = Beende den Bot, leg die beschädigte Datei beiseite und spiele die letzte Sicherung zurück. Neue Nachrichten warten so lange bei Telegram, höchstens 24 Stunden.
trouble-database-gone = Die Datenbank antwortet nicht.
trouble-database-gone-remedy = Prüfe, ob die Datenbank läuft und das Laufwerk in Ordnung ist. Danach geht es von selbst weiter.
trouble-token = Telegram nimmt das Token nicht mehr an. Nichts kommt herein und nichts geht hinaus.
trouble-token-remedy = Hole bei @BotFather ein neues Token, trage es als BLEIBDRAN_TELEGRAM_TOKEN ein und starte den Bot neu. Was wartet, bleibt aufgehoben.
trouble-conflict = Ein anderes Programm holt die Nachrichten dieses Bots ab.
trouble-conflict-remedy = Beende es. Läuft der Bot noch auf einem anderen Rechner? Im Zweifel bei @BotFather ein neues Token holen.
trouble-telegram = Telegram antwortet nicht.
trouble-telegram-remedy = Prüfe das Netz dieses Rechners und BLEIBDRAN_TELEGRAM_BASE_URL. Was wartet, geht danach der Reihe nach hinaus.
trouble-webhook = Telegram kann Nachrichten nicht zustellen.
trouble-webhook-remedy = Prüfe, ob BLEIBDRAN_WEBHOOK_URL von außen erreichbar ist und das Zertifikat gilt. Was Telegram sagt, zeigt: bleibdran doctor
trouble-post = Nachrichten gehen seit über fünf Minuten nicht hinaus.
trouble-post-remedy = Antwortet Telegram? Antwortet der Mailserver? Genaueres zeigt: bleibdran doctor
trouble-mail = Der Mailserver nimmt nichts an. Mails an Dienste warten.
trouble-mail-remedy = Was er sagt, zeigt: bleibdran doctor
trouble-mailbox = Das Postfach für zurückgekommene Mails lässt sich nicht lesen.
trouble-mailbox-remedy = Prüfe BLEIBDRAN_IMAP_URL. Was der Server sagt, zeigt: bleibdran doctor
trouble-aside = Etwas ließ sich nicht verarbeiten und wurde beiseitegelegt.
trouble-aside-remedy = Was es ist, zeigt: bleibdran doctor. Nach einem Update noch einmal versuchen: bleibdran retry
trouble-content = Die neueste Änderung an den Inhalten hat Fehler und gilt nicht.
trouble-content-remedy = Jeden Fehler mit Ort und Abhilfe nennt: bleibdran content check
trouble-backup = Die letzte Sicherung ist älter als zwei Tage, oder es gibt keine.
trouble-backup-remedy = Jetzt sichern: bleibdran backup DATEI. Dann nachsehen, warum die nächtliche Sicherung ausblieb.
trouble-disk = Im Datenordner sind weniger als 200 MB frei.
trouble-disk-remedy = Schaff Platz, bevor der Bot nichts mehr aufnehmen kann.

## Ruhe und Aufhören

pause-question = Wie lange möchtest du Ruhe? Nachrichten von deiner Wegbegleitung kommen dann ohne Ton.
pause-1 = Bis morgen
pause-7 = Eine Woche
pause-0 = Bis ich mich melde
pause-begun = In Ordnung. Du hast jetzt Ruhe. Schreiben kannst du trotzdem jederzeit.
pause-on = Du hast gerade Ruhe.
pause-end = Ruhe beenden
pause-ended = Die Ruhe ist vorbei. Schön, dass du da bist.

stop-question = Möchtest du aufhören? Dann bekommst du hier nichts mehr. Einmal tippen bringt alles zurück, wann immer du willst.
stop-question-staff = Möchtest du aufhören? Die jungen Menschen, die du begleitest, gehen an die Koordination.
stop-question-office = Möchtest du aufhören? Dann bekommst du hier nichts mehr. Zurück kommst du mit einer neuen Einladung.
stop-yes = Ja, aufhören
stop-no = Nein
stop-stayed = Gut. Alles bleibt, wie es ist.
stop-done =
    Du bekommst ab jetzt nichts mehr von uns. Danke, dass wir eine Weile dabei sein durften.
    Wenn du wieder Kontakt willst: Einmal tippen genügt.
stop-done-staff = Du bist jetzt abgemeldet. Danke für deine Zeit. Die jungen Menschen, die du begleitet hast, erfahren, wer jetzt für sie da ist.
stop-done-office = Du bist jetzt abgemeldet. Danke für deine Zeit.
back-question = Du hattest aufgehört. Möchtest du wieder Kontakt?
back-question-kept = Du hattest aufgehört. Möchtest du wieder Kontakt? Deine Nachricht gebe ich dann gleich weiter.
back-yes = Ja, ich bin wieder da
back-no = Noch nicht
back-not-now = In Ordnung. Ich habe nichts weitergegeben.
back-done = Schön, dass du wieder da bist. { $wegbegleiter } ist für dich da.
back-requests = In der Zwischenzeit waren noch Anliegen von dir offen. Schau, wie es steht:
back-already = Du bist schon dabei.

## Für Wegbegleitung

companion-new = { $name } ist jetzt bei dir. Sag doch kurz Hallo: Antworte einfach auf diese Nachricht.
companion-over = { $name } wird jetzt von { $wegbegleiter } begleitet. Danke, dass du da warst.
companion-blocked = { $name } hat den Bot blockiert. Gerade kommt nichts an. Ich sage dir, wenn sich das ändert.
companion-reachable = { $name } ist wieder erreichbar.
companion-away = { $name } hat den Chat gesperrt. Vielleicht hat jemand anderes das Handy: Ruf nicht an und schreib nicht auf anderen Wegen, bevor du weißt, dass es sicher ist. Was du hier schreibst, hebe ich auf, bis { $name } mit dem Rückkehr-Code zurück ist, höchstens drei Monate.
companion-unlocked = { $name } ist wieder da und hat den Chat mit dem Rückkehr-Code geöffnet. Was du inzwischen geschrieben hast, kommt jetzt an.
companion-moved = { $name } schreibt jetzt von einem anderen Handy. Alles läuft hier weiter.
companion-renamed = { $before } heißt hier ab jetzt { $name }.
companion-paused = { $name } möchte eine Weile Ruhe. Deine Nachrichten kommen an, aber ohne Ton.
companion-pause-ended = { $name } hat die Ruhe beendet.
companion-stopped = { $name } möchte gerade keinen Kontakt und hat aufgehört. Die Tür bleibt offen: Wenn { $name } zurückkommt, sage ich dir Bescheid.
companion-returned = { $name } ist wieder da.
companion-left = { $name } kann dich nicht mehr begleiten. Du bist nicht allein: Für dich da ist jetzt { $other }.
assigned-you = { $wegbegleiter } ist ab jetzt für dich da. Schreib einfach, wenn etwas ist.

people-none = Gerade ist niemand in deiner Liste.
people-list =
    { $people ->
        [one] Eine Person:
       *[other] { $people } Menschen:
    }
    { $lines }
people-line =
    { $others ->
        [keine] • { $name }: { $state }
       *[other] • { $name } (bei { $others }): { $state }
    }
state-fine = alles beantwortet
state-waiting = wartet seit { $since }
state-paused = möchte Ruhe
state-stopped = hat aufgehört
state-locked = hat den Chat gesperrt
state-unreachable = nicht erreichbar
ago-minutes =
    { $count ->
        [one] einer Minute
       *[other] { $count } Minuten
    }
ago-hours =
    { $count ->
        [one] einer Stunde
       *[other] { $count } Stunden
    }
ago-days = { $count } Tagen
open-none = Niemand wartet. Alles beantwortet.
open-list =
    { $people ->
        [one] Eine Person wartet auf Antwort:
       *[other] { $people } Menschen warten auf Antwort:
    }
    { $lines }
open-line = • { $name } bei { $wegbegleiter }, seit { $since }
to-nobody = Zu „{ $typed }“ finde ich niemanden. /leute zeigt alle Namen.
to-which = Wen meinst du?

## Für die Koordination

coordination-alone = { $name } ist neu und hat noch keine Wegbegleitung. Bis dahin kommt alles hier an. Zuordnen: /zuordnen { $name }
coordination-unreachable = { $name } ist nicht mehr erreichbar. Nachrichten an { $name } gehen so lange an die Vertretung, sonst hierher.
coordination-staff-unreachable = { $name } ist für den Bot nicht mehr erreichbar.
coordination-reachable = { $name } ist wieder erreichbar.
coordination-left =
    { $people ->
        [0] { $name } begleitet nicht mehr.
        [one] { $name } begleitet nicht mehr. Eine Person braucht jemand Neuen: /zuordnen
       *[other] { $name } begleitet nicht mehr. { $people } Menschen brauchen jemand Neuen: /zuordnen
    }
coordination-staff-left = { $name } ist nicht mehr dabei.
invite-whom = Wen möchtest du einladen?
invite-with-whom = Wer begleitet den jungen Menschen?
invite-nobody-yet = Steht noch nicht fest
invite-where = In welchem Bezirk?
invite-no-bezirk = Weiß ich nicht
invite-made = Einladung für: { $role }
invite-picture = Zum Abfotografieren. Code: { $code } (gilt einmal, { $days } Tage)
invite-forward =
    Zum Weitergeben:

    { $service } lädt dich ein. Öffne diesen Link auf deinem Handy: { $link }
    Geht der Link nicht, schick dem Bot diesen Code: { $code }
invite-not-allowed = Dazu kannst du nicht einladen.
assign-whom = Wer bekommt eine Wegbegleitung?
assign-to-whom = Wer begleitet { $name }?
assign-nobody = So jemanden finde ich unter den Wegbegleiterinnen und Wegbegleitern nicht. Lade zuerst jemanden ein: /einladen
assign-done = { $wegbegleiter } begleitet jetzt { $name }.
assign-gone = Das ging nicht: Eine der beiden Personen ist nicht mehr dabei.

## Befehlsliste in der App (höchstens 256 Zeichen)

command-menu = Menü
command-pause = Eine Weile Ruhe haben
command-notfall = Wen du jetzt anrufen kannst
command-sprache = Sprache wechseln
command-stopp = Aufhören
command-weg = Schnell weg: Chat leeren und sperren
command-fragen = Frag mich: Wohnen, Jobcenter, Geld
command-inhalt = Antworten und offene Fragen
command-hilfe = Was ich kann
command-leute = Wer dazugehört
command-an = Jemandem schreiben: /an NAME
command-offen = Was offen ist und wer wartet
command-zurueck = Nachricht zurückholen (als Antwort)
command-einladen = Jemanden einladen
command-zuordnen = Wer begleitet wen
command-status = Wie es dem Bot geht

## Fragen und Antworten

date = { $day }.{ $month }.{ $year }
faq-other-language = Diese Antwort gibt es nur auf { $language }.
faq-expired = ⚠️ Das galt bis { $day } und wird gerade neu geprüft. Frag nach, bevor du dich darauf verlässt.
faq-local = 📍 Bei uns
faq-who-helps = Hier bekommst du Hilfe
faq-sources = Steht in:
faq-covered = Tipp auf den Text, dann siehst du ihn.
faq-checked = Zuletzt geprüft am { $day }. Ich bin ein Programm und informiere nur. Was in deinem Fall gilt, sagt dir eine Beratungsstelle.
faq-unchecked = Ich bin ein Programm und informiere nur. Was in deinem Fall gilt, sagt dir eine Beratungsstelle.

faq-ask = Was möchtest du wissen? Schreib es so, wie du es sagen würdest. Oder such dir ein Thema aus:
faq-group = { $group }
faq-back = ↩︎ Zurück
faq-previous = ◀︎
faq-next = ▶︎
faq-all = Alle Themen
faq-which = Meinst du eins davon?
faq-none-of-these = Nein, etwas anderes
faq-unanswered =
    Darauf weiß ich leider keine Antwort, und raten will ich nicht.
    Soll { $name } deine Frage bekommen?
faq-unanswered-alone =
    Darauf weiß ich leider keine Antwort, und raten will ich nicht.
    Frag am besten hier: { $contact }
faq-gone = Diese Antwort gibt es nicht mehr. Schau hier nach einer neuen:
faq-helped = 👍 Hat geholfen
faq-not-helped = 👎 Hilft mir nicht
faq-thanks = Gut zu wissen. Danke.
faq-sorry =
    Danke, dass du es sagst. Wer die Antworten schreibt, sieht das, aber nicht, von wem es kommt.
    { $name } kann dir vielleicht besser helfen.
faq-sorry-alone =
    Danke, dass du es sagst. Wer die Antworten schreibt, sieht das, aber nicht, von wem es kommt.
    Hilfe bekommst du auch hier: { $contact }
faq-ask-wegbegleiter = { $name } fragen
faq-send = Soll ich diese Nachricht an { $name } weitergeben?
faq-send-yes = Ja
faq-send-no = Nein
faq-sent = Deine Frage geht an { $name }.
faq-kept = In Ordnung. Die Frage bleibt unter uns.
faq-just-write = Schreib deine Frage einfach hier. Sie geht an { $name }.
faq-maybe = Vielleicht hilft dir das:
faq-hint = Deine Nachricht ist unterwegs. Dazu weiß ich auch etwas:
menu-questions = Fragen und Antworten

content-state =
    { $state }
    Einträge: { $entries }. Stand: { $version }
content-fine = Die Inhalte sind in Ordnung. Was ihr im Ordner ändert, gilt nach ein paar Sekunden.
content-rejected =
    Die letzte Änderung an den Inhalten hat Fehler. Der Bot benutzt weiter den letzten fehlerfreien Stand.
    { $problems }
    { $more ->
        [0] Alles zeigt: bleibdran content check
       *[other] Und { $more } weitere. Alles zeigt: bleibdran content check
    }
content-changed = Die Inhalte sind geändert und ab jetzt in Gebrauch ({ $entries } Einträge).
content-unsolved-button = Offene Fragen ({ $count })
content-stale-button = Zu prüfen ({ $count })
content-unsolved =
    Was keine gute Antwort bekam. Von wem eine Frage kommt, ist nicht gespeichert; nach { $days } Tagen ist sie weg.

    { $lines }
content-unsolved-none = Keine offenen Fragen.
content-unanswered-line = • { $text }
content-unhelpful-line = • { $text } (nicht geholfen hat: { $entry })
content-stale =
    Bitte neu prüfen ({ $count }):
    { $lines }
content-stale-none = Nichts ist zu prüfen.
content-stale-line =
    { $why ->
        [over] • { $slug }: galt bis { $day }
       *[old] • { $slug }: zuletzt geprüft am { $day }
    }
content-review =
    Einmal im Monat: Diese Antworten sollte jemand neu prüfen ({ $count }).
    { $lines }
    Danach im Kopf der Datei reviewed und valid_until neu setzen.

## Tage

weekday-0 = Montag
weekday-1 = Dienstag
weekday-2 = Mittwoch
weekday-3 = Donnerstag
weekday-4 = Freitag
weekday-5 = Samstag
weekday-6 = Sonntag
month =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
day = { $weekday }, { $day }. { month }

## Check-ins

menu-checkin = Wie es mir geht
menu-requests = Meine Anliegen
command-checkin = Fragen, wie es geht
command-anliegen = Anliegen bei Ämtern und Beratung

checkin-consent = Darf ich mich ab und zu melden und fragen, wie es dir geht?
checkin-yes = Ja, gern
checkin-no = Nein
checkin-agreed = Gut. Ich melde mich das nächste Mal am { $next }. Ändern kannst du das jederzeit mit /checkin.
checkin-refused = In Ordnung, ich frage nicht. { $wegbegleiter } ist trotzdem für dich da: Schreib einfach.
checkin-stopped = Du hattest aufgehört. Möchtest du wieder Kontakt?
checkin-is-on = Ich frage dich das nächste Mal am { $next }. Was möchtest du?
checkin-is-off = Gerade frage ich nicht, wie es dir geht. Das kannst du jederzeit ändern.
checkin-on = Doch, frag mich ab und zu
checkin-off = Nicht mehr fragen
checkin-tell-now = Jetzt erzählen
checkin-how-often = Wie oft
checkin-what-hour = Uhrzeit
checkin-what-zone = Wo ich bin
checkin-who-sees = Wer es sieht
checkin-settings = Wann und wie oft
checkin-when = { $weekday }, { $day }. { month }, gegen { $hour } Uhr
checkin-how-often-question = Wie oft soll ich fragen?
checkin-every-plan = Erst öfter, dann einmal im Monat
checkin-every-week = Jede Woche
checkin-every-fortnight = Alle zwei Wochen
checkin-every-month = Einmal im Monat
checkin-what-day = An welchem Tag?
checkin-hour = { $hour } Uhr
checkin-hour-question = Zu welcher Uhrzeit ungefähr?
checkin-zone-question = Wo bist du? Dann passt die Uhrzeit.
checkin-changed = Gemacht. Ich frage dich das nächste Mal am { $next }.

checkin-hello = Hallo { $name }, wie geht es dir? Ich habe ein paar Fragen, die meisten zum Antippen.
checkin-hello-changed =
    Hallo { $name }, wie geht es dir? Ich habe ein paar Fragen, die meisten zum Antippen.

    Vorher noch etwas: Du hast einmal Ja dazu gesagt, dass ich frage. Der Text dazu heißt jetzt:
    { $question }
checkin-still = Danke. Wie geht es dir, { $name }?
checkin-reminder = Hallo { $name }, ich wollte nur noch einmal kurz fragen, wie es dir geht. Wenn du gerade nicht magst, ist das völlig in Ordnung.
checkin-start = Ja, los
checkin-tomorrow = Morgen
checkin-next-week = Nächste Woche
checkin-not-now = Gerade keine Lust
checkin-snoozed-1 = Gut, ich frage dich morgen.
checkin-snoozed-7 = Gut, ich frage dich nächste Woche.
checkin-declined = Alles gut. Danke, dass du es sagst. Ich frage ein anderes Mal wieder.
checkin-question =
    { $left ->
        [0] { $question }
            (letzte Frage)
       *[other] { $question }
    }
checkin-answer-yes = Ja
checkin-answer-no = Nein
checkin-answer-voice = (Sprachnachricht oder Bild, kommt gleich)
checkin-that-is-all = Fertig
checkin-own-words = ✍️ Eigene Worte
checkin-skip = Überspringen
checkin-write = Schreib es auf oder schick eine Sprachnachricht. Es gehört dann zu dieser Frage.
checkin-done-already = Das ist schon erledigt. Danke.
checkin-help = Danke, dass du das sagst. Was würde dir jetzt helfen?
checkin-talk = Mit { $name } reden
checkin-ask-service = Eine Stelle um Hilfe bitten
checkin-go-on = Gerade nichts, weiter
checkin-talk-told = { $name } weiß jetzt, dass du reden möchtest. Schreib einfach hier.
checkin-talk-nobody =
    Gerade ist noch niemand fest für dich da. Schreib trotzdem hier. Ich gebe es weiter, sobald jemand da ist.
    Wenn es schnell gehen muss: { $contact }
checkin-thanks = Danke, dass du dir die Zeit genommen hast.
checkin-share-question =
    Danke, dass du dir die Zeit genommen hast.
    Darf { $wegbegleiter } deine Antworten sehen? Ohne dein Ja sieht { $wegbegleiter } nur, dass du geantwortet hast.
checkin-share-all = Ja, alles
checkin-share-none = Nein
checkin-share-some = Nur manches
checkin-share-which = Was darf { $wegbegleiter } von deinen Antworten sehen? Tippe an, was du zeigen möchtest.
checkin-share-done = Fertig
checkin-shared = Gut, so machen wir es. { $wegbegleiter } sieht nur, was du erlaubt hast. Ändern kannst du das mit /checkin.
checkin-shared-nothing = Gut. Deine Antworten sieht niemand. Deine Wegbegleitung sieht nur, dass du geantwortet hast. Ändern kannst du das mit /checkin.
checkin-sentence = Hallo { $name }, hier ist { $wegbegleiter }. Ich denke an dich und möchte hören, wie es dir geht. Du musst nichts erklären, ein kurzes Zeichen reicht.
checkin-send-sentence = Das schicken
checkin-not-wanted = { $name } möchte nicht regelmäßig gefragt werden. Du kannst aber jederzeit schreiben.
checkin-paused = { $name } möchte gerade Ruhe. Danach kannst du es noch einmal versuchen.
checkin-sent-already = { $name } wird gerade schon gefragt.
checkin-on-its-way = { $name } wird jetzt gefragt, wie es geht.
checkin-waits = { $name } wird gefragt, sobald die Ruhezeit vorbei ist, um { $hour } Uhr.

companion-answered = { $name } hat auf die Fragen geantwortet. Was genau, bleibt bei { $name }.
companion-answers =
    { $name } hat auf die Fragen geantwortet und möchte dir das zeigen:

    { $lines }
companion-answer-line = • { $question } { $answer }
companion-declined = { $name } hat sich gemeldet und hat gerade keine Lust auf Fragen. Das ist in Ordnung.
companion-wants-to-talk = { $name } möchte mit dir reden. Es geht um: { $topic }. Antworte einfach auf diese Nachricht.
companion-silent =
    { $name } hat zweimal nicht auf die Fragen geantwortet. Das muss nichts heißen. Vielleicht hilft ein Satz von dir mehr als eine Frage von mir. Zum Beispiel:

    „{ $sentence }“
companion-sentence-sent =
    An { $name } geschickt:

    „{ $sentence }“
companion-request-waits = Zu einem Anliegen von { $name } ({ $topic }) hat der Dienst eine Frage. Eine Antwort ist noch nicht da. Vielleicht schaut ihr zusammen darauf.
coordination-silent = { $name } hat dreimal nicht auf die Fragen geantwortet und auch sonst nichts geschrieben. Die Wegbegleitung weiß Bescheid. Deshalb endet nichts. Überlegt zusammen, wie ihr wieder in Kontakt kommt.

## Anliegen

request-topic-other = Etwas anderes
request-part-photo = Foto
request-part-voice = Sprachnachricht
request-part-video = Video
request-part-document = Datei
request-part-other = Nachricht
request-stopped = Du hattest aufgehört. Möchtest du wieder Kontakt?
request-list =
    Deine Anliegen:
    { $lines }
request-line = • Nr. { $number }, { $topic }: { $state }
request-button = Nr. { $number }: { $topic }
request-new = Neues Anliegen
request-topics = Wobei brauchst du Hilfe?
request-topics-for = Wobei braucht { $name } Hilfe?
request-write =
    { $topic }: Was ist los, und was brauchst du? Schreib es so, wie du es sagen würdest. Du kannst auch eine Sprachnachricht schicken oder ein Foto von einem Brief.
    Noch bekommt das niemand. Du siehst vorher genau, was ich schicken würde.
request-write-more = Schreib oder schick, was du noch sagen möchtest. Du siehst es noch einmal, bevor es jemand bekommt.
request-write-for = Schreib in einer Nachricht, worum es bei { $name } geht und was gebraucht wird. { $name } liest es zuerst und entscheidet, ob es losgeht.
request-noted = Das habe ich. Kommt noch etwas dazu? Wenn nicht, schau es dir an.
request-show = Anschauen
request-drop = Doch nicht
request-dropped = Gut. Nichts davon wurde abgeschickt. Ich habe es gelöscht.
request-empty = Da steht noch nichts. Schreib, was los ist, oder schick ein Foto oder eine Sprachnachricht.
request-by-you = „{ $words }“
request-by-wegbegleiter = „{ $words }“ (geschrieben von deiner Wegbegleitung)
request-shown =
    { $also ->
        [keine] An: { $service }
       *[other] An: { $service }
            Gemeinsam mit: { $also }
    }
    { $others ->
        [keine] Sonst sieht es niemand.
       *[other] Wenn dort niemand antwortet, geht es der Reihe nach an: { $others }
    }
    { $bezirk ->
        [keiner] Von: { $name }
       *[other] Von: { $name }
            Bezirk: { $bezirk }
    }
    Thema: { $topic }

    { $words }
request-shown-reply =
    { $others ->
        [keine] An: { $service }
       *[other] An: { $service }
            Lesen können es auch: { $others }
    }

    { $words }
request-preview =
    Genau das würde ich schicken:

    { $shown }

    Braucht die Stelle deinen ganzen Namen oder eine Nummer von dir? Dann schreib das noch dazu. Soll ich es so schicken?
request-preview-for =
    { $name } hat das für dich aufgeschrieben. Du entscheidest, ob es losgeht. Genau das würde ich schicken:

    { $shown }

    Soll ich es so schicken?
request-yes = Ja, so schicken
request-more = Noch etwas dazu
request-also = Noch eine Stelle
request-about = Anderes Thema
request-also-which = Welche Stelle soll es auch bekommen? Alle sehen dann, wie es steht, und jede kann es übernehmen.
request-changed = Da hat sich etwas geändert. Schau es dir bitte noch einmal an.
request-sent-already = Das ist schon unterwegs.
request-sent =
    Das habe ich geschickt:

    { $shown }
request-for-asked = { $name } sieht es jetzt und entscheidet, ob es losgeht.
request-at = Dein Anliegen ({ $topic }) liegt jetzt bei: { $service }. Spätestens am { $by } solltest du etwas hören.
request-passed = { $service } soll jetzt dein Anliegen ({ $topic }) übernehmen. Bis dort jemand zusagt, bleibt es bei: { $giver }. Spätestens am { $by } solltest du etwas hören.
request-taken = { $service } kümmert sich jetzt um dein Anliegen ({ $topic }). Spätestens am { $by } solltest du etwas hören.
request-watched = Zu deinem Anliegen ({ $topic }) hat { $service } noch nicht geantwortet. Jetzt schaut auch jemand aus unserem Team darauf. Wir bleiben dran.
request-question =
    { $service } hat eine Frage zu deinem Anliegen ({ $topic }):

    { $words }
request-question-again = Kleine Erinnerung: { $service } hat eine Frage zu deinem Anliegen ({ $topic }). Ein Satz als Antwort reicht.
request-reply = Antworten
request-answer =
    { $service } hat auf dein Anliegen ({ $topic }) geantwortet:

    { $words }

    Hat das geholfen?
request-done = { $service } sagt: Dein Anliegen ({ $topic }) ist erledigt. Hat das geholfen?
request-helped-again = Noch eine kurze Frage zu deinem Anliegen ({ $topic }) bei { $service }: Hat das geholfen? Wenn du nichts sagst, lasse ich es ruhen. Wieder öffnen kannst du es immer mit /anliegen.
request-helped = Ja, danke
request-not-helped = Nein
request-confirmed = Schön. Wenn doch noch etwas ist, öffnest du es einfach wieder.
request-reopen = Wieder öffnen
request-reopened = Gut, dass du es sagst. Dein Anliegen ist wieder offen und liegt bei: { $service }. Jemand aus unserem Team schaut mit darauf.
request-open-already = Das Anliegen ist schon offen.
request-pass-question = { $giver } sagt: Dein Anliegen ({ $topic }) passt besser zu { $service }. Darf { $service } es sehen? Ohne dein Ja bleibt es, wo es ist.
request-pass-yes = Ja
request-pass-no = Nein
request-pass-agreed = Gut, { $service } darf es sehen.
request-pass-refused = Gut. Dein Anliegen bleibt bei: { $service }.
request-take-back = Zurücknehmen
request-back-unread = Möchtest du das Anliegen zurücknehmen? Gelesen hat es noch niemand. Danach ist es weg.
request-back-read = Möchtest du das Anliegen zurücknehmen? Jemand hat es schon gelesen. Ich sage dort Bescheid, dass es nicht mehr gilt.
request-back-yes = Ja
request-back-no = Nein
request-withdrawn = Zurückgenommen. Ab jetzt kann es niemand mehr öffnen.
request-closed = Das ist nicht mehr offen.
request-one =
    Nr. { $number }, { $topic }: { $state }

    { $history }
request-step =
    { $service ->
        [keiner] { $day }: { $what }
       *[other] { $day }: { $what } ({ $service })
    }
request-step-offered = abgeschickt
request-step-opened = gelesen
request-step-taken = übernommen
request-step-passed = weitergegeben
request-step-given-back = zurückgegeben
request-step-wanted = gefragt, ob es weitergegeben werden darf
request-step-not-wanted = bleibt, wo es ist
request-step-asked-back = Frage an dich
request-step-replied = von dir beantwortet
request-step-no-reply = es geht auch ohne deine Antwort weiter
request-step-next = die nächste Stelle wurde gefragt
request-step-answered = geantwortet
request-step-confirmed = hat geholfen
request-step-reopened = wieder geöffnet
request-step-withdrawn = zurückgenommen
request-state-drafted = noch nicht abgeschickt
request-state-offered = liegt bei { $service }, wartet auf Antwort
request-state-taken = { $service } kümmert sich
request-state-waiting = { $service } hat eine Frage an dich
request-state-passed = { $service } gibt es weiter
request-state-answered = { $service } hat geantwortet
request-state-confirmed = hat geholfen
request-state-reopened = wieder offen bei { $service }
request-state-withdrawn = zurückgenommen
faq-ask-service = Eine Stelle um Hilfe bitten

## Anliegen bei den Diensten

invite-for-which = Für welchen Dienst?
invite-made-for = Einladung für: { $role } ({ $service }). Der Code geht auch in einer Gruppe des Dienstes.

case-offer =
    Neues Anliegen Nr. { $number }: { $topic } (Bezirk: { $bezirk })
    Bitte übernehmt es oder antwortet bis { $by }. Nicht eure Sache? Dann gebt es weiter.
case-reminder = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wartet noch auf euch. Bitte bis { $by }, danach wird der nächste Dienst gefragt.
case-lapsed = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) liegt nicht mehr bei euch. Ihr müsst nichts mehr tun.
case-shared = Zur Kenntnis: Anliegen Nr. { $number }: { $topic } (Bezirk: { $bezirk }). Der junge Mensch möchte, dass ihr es mittragt. Zuerst gefragt ist ein anderer Dienst (bis { $by }). Ihr seht, wie es steht, und könnt es übernehmen.
case-taken = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) hat ein anderer Dienst übernommen. Ihr müsst gerade nichts tun. Antwort dort bis { $by }.
case-accepted = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wurde angenommen. Ihr müsst nichts mehr tun. Antwort dort bis { $by }.
case-returned = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wurde nicht angenommen und bleibt bei euch. Bitte antwortet bis { $by } oder gebt es an einen anderen Dienst weiter.
case-stays = Der junge Mensch möchte nicht, dass Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) weitergegeben wird. Es bleibt bei euch. Bitte antwortet bis { $by }.
case-reply = Zu Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) hat der junge Mensch etwas geschrieben. Bitte antwortet bis { $by }.
case-no-reply = Zu Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) kam auf die Rückfrage keine Antwort. Bitte schaut bis { $by }, was auch ohne Antwort geht.
case-slow = Zu Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) fehlt noch eure Antwort. Bitte bis { $by }.
case-answered = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) ist beantwortet.
case-confirmed = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }): Der junge Mensch sagt, es hat geholfen. Danke.
case-reopened = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) ist wieder offen und liegt bei euch: Es hat noch nicht geholfen. Bitte antwortet bis { $by }.
case-withdrawn = Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wurde zurückgezogen. Ihr müsst nichts mehr tun.
case-resend = Neue Links zu Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }). Frist: { $by }.
case-unreachable = Anliegen Nr. { $number } ({ $topic }): { $service } ist nicht zu erreichen (keine Mail, niemand im Messenger). Es geht an den nächsten Dienst.
case-bounced = Anliegen Nr. { $number } ({ $topic }): Die Nachricht an { $service } kam nicht an. Bitte prüft die Adresse (dienste/).
case-nobody = Anliegen Nr. { $number } ({ $topic }): { $service } hat nicht geantwortet. Jetzt gefragt: { $next }. Bitte schaut mit darauf.
case-slow-watch = Anliegen Nr. { $number } ({ $topic }): { $service } hat es übernommen, aber die Antwort fehlt noch. Bitte schaut mit darauf.
case-reopened-watch = Anliegen Nr. { $number } ({ $topic }) bei { $service } ist wieder offen: Es hat noch nicht geholfen. Bitte schaut mit darauf.
case-show = Anschauen
case-open = Lesen
case-take = Übernehmen
case-pass = Weitergeben
case-back = Zurückgeben
case-ask = Rückfrage
case-answer = Antworten
case-done = Erledigt
case-words =
    Anliegen Nr. { $number }: { $topic }
    Von: { $name } (Bezirk: { $bezirk })

    { $words }
case-from-careleaver = Junger Mensch
case-from-wegbegleiter = Wegbegleitung
case-one = Anliegen Nr. { $number }, { $topic }: { $state }
case-taken-by = Anliegen Nr. { $number }, { $topic }: Übernommen von { $who }. { $state }
case-late = Das geht nicht mehr: Es liegt jetzt bei { $who }.
case-not-yours = Dieses Anliegen gibt es hier nicht oder nicht mehr.
case-no-service = Ihr seid noch keinem Dienst zugeordnet. Eine neue Einladung bekommt ihr hier: { $contact }
case-none = Gerade ist kein Anliegen offen.
case-list =
    { $count ->
        [one] Ein Anliegen:
       *[other] { $count } Anliegen:
    }
    { $lines }
case-line = • Nr. { $number }, { $topic }: { $state }, seit { $since }
case-button = Nr. { $number }: { $topic }
case-state-offered = angefragt bei { $holder }, noch nicht übernommen
case-state-taken =
    { $who ->
        [niemand] bei { $holder }
       *[other] bei { $holder } ({ $who })
    }
case-state-waiting = bei { $holder }, wartet auf den jungen Menschen
case-state-passed = von { $holder } weitergegeben an { $asked }, noch nicht angenommen
case-state-answered = beantwortet von { $holder }
case-state-confirmed = abgeschlossen, hat geholfen
case-state-withdrawn = zurückgezogen
case-state-reopened = wieder offen bei { $holder }
case-pass-whom = An wen geht Anliegen Nr. { $number }? Bis dort jemand zusagt, bleibt es bei euch.
case-passed-to = Anliegen Nr. { $number } ist jetzt { $service } angeboten. Bis dort jemand zusagt, bleibt es bei euch.
case-asked-to = Ich frage den jungen Menschen, ob { $service } Anliegen Nr. { $number } sehen darf. So lange bleibt es bei euch.
case-given-back = Anliegen Nr. { $number } bleibt bei { $service }.
case-write-question = Schreibt eure Frage zu Anliegen Nr. { $number } als Antwort auf diese Nachricht.
case-write-answer = Schreibt eure Antwort zu Anliegen Nr. { $number } als Antwort auf diese Nachricht. Der junge Mensch liest sie so, wie sie dasteht.
case-ask-sent = Die Frage zu Anliegen Nr. { $number } ist unterwegs. Ich melde mich, sobald eine Antwort da ist.
case-answer-sent = Die Antwort zu Anliegen Nr. { $number } ist unterwegs. Der junge Mensch sagt, ob sie geholfen hat.
case-take-first = Übernehmt Anliegen Nr. { $number } zuerst, dann könnt ihr antworten.
case-as-what = Für Anliegen Nr. { $number }: Was ist das?
case-as-answer = Unsere Antwort
case-as-ask = Eine Rückfrage
case-as-no = Nicht schicken
case-done-sent = Anliegen Nr. { $number } ist als erledigt gemeldet. Der junge Mensch sagt, ob es geholfen hat.
case-digest =
    { $count ->
        [one] Wochenüberblick, ein offenes Anliegen:
       *[other] Wochenüberblick, { $count } offene Anliegen:
    }
    { $lines }

mail-subject-offer = Neues Anliegen Nr. { $number }
mail-subject-reminder = Anliegen Nr. { $number } wartet noch
mail-subject-lapsed = Anliegen Nr. { $number } liegt nicht mehr bei Ihnen
mail-subject-shared = Anliegen Nr. { $number }: zur Kenntnis
mail-subject-taken = Anliegen Nr. { $number } wurde übernommen
mail-subject-accepted = Anliegen Nr. { $number } wurde angenommen
mail-subject-returned = Anliegen Nr. { $number } bleibt bei Ihnen
mail-subject-stays = Anliegen Nr. { $number } bleibt bei Ihnen
mail-subject-reply = Anliegen Nr. { $number }: eine Antwort ist da
mail-subject-no-reply = Anliegen Nr. { $number }: keine Antwort auf die Rückfrage
mail-subject-slow = Anliegen Nr. { $number }: Antwort fehlt noch
mail-subject-answered = Anliegen Nr. { $number } ist beantwortet
mail-subject-confirmed = Anliegen Nr. { $number }: Es hat geholfen
mail-subject-reopened = Anliegen Nr. { $number } ist wieder offen
mail-subject-withdrawn = Anliegen Nr. { $number } wurde zurückgezogen
mail-subject-resend = Anliegen Nr. { $number }: neue Links
mail-offer =
    Guten Tag,

    ein junger Mensch aus der Nachbetreuung bittet { $service } um Unterstützung. Thema: { $topic }. Bezirk: { $bezirk }.

    Bitte übernehmen Sie das Anliegen oder antworten Sie bis { $by }. Ist es nicht Ihre Sache, geben Sie es mit einem Klick weiter. Kommt keine Antwort, fragen wir danach den nächsten Dienst.

    Was der junge Mensch geschrieben hat, steht zu seinem Schutz nicht in dieser Mail. Sie lesen es auf der Seite hinter den Knöpfen. Jeder Link gilt einmal und nur für { $service }. Antworten Sie bitte über die Seite, nicht auf diese Mail.

    Freundliche Grüße
    { $operator }, { $contact } (Anliegen Nr. { $number })
mail-reminder =
    Guten Tag,

    das Anliegen Nr. { $number } wartet noch auf { $service }. Thema: { $topic }. Bezirk: { $bezirk }.

    Bitte übernehmen oder beantworten Sie es bis { $by }, oder geben Sie es weiter. Danach fragen wir den nächsten Dienst.

    Freundliche Grüße
    { $operator }, { $contact }
mail-lapsed =
    Guten Tag,

    das Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) liegt nicht mehr bei { $service }. Sie müssen nichts mehr tun.

    Freundliche Grüße
    { $operator }, { $contact }
mail-shared =
    Guten Tag,

    ein junger Mensch möchte, dass { $service } ein Anliegen mitträgt. Thema: { $topic }. Bezirk: { $bezirk }.

    Zuerst gefragt ist ein anderer Dienst (bis { $by }). Sie sehen, wie es steht, und können das Anliegen jederzeit übernehmen.

    Freundliche Grüße
    { $operator }, { $contact } (Anliegen Nr. { $number })
mail-taken =
    Guten Tag,

    das gemeinsam getragene Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) hat ein anderer Dienst übernommen. Antwort dort bis { $by }. { $service } muss gerade nichts tun.

    Freundliche Grüße
    { $operator }, { $contact }
mail-accepted =
    Guten Tag,

    das Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }), das { $service } weitergegeben hat, wurde angenommen. Antwort dort bis { $by }. Sie müssen nichts mehr tun.

    Freundliche Grüße
    { $operator }, { $contact }
mail-returned =
    Guten Tag,

    das Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wurde nicht angenommen und bleibt bei { $service }. Bitte antworten Sie bis { $by }, oder geben Sie es an einen anderen Dienst weiter.

    Freundliche Grüße
    { $operator }, { $contact }
mail-stays =
    Guten Tag,

    der junge Mensch möchte nicht, dass das Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) weitergegeben wird. Es bleibt bei { $service }. Bitte antworten Sie bis { $by }.

    Freundliche Grüße
    { $operator }, { $contact }
mail-reply =
    Guten Tag,

    zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) hat der junge Mensch { $service } etwas geschrieben. Sie lesen es auf der Seite hinter den Knöpfen. Bitte antworten Sie bis { $by }.

    Freundliche Grüße
    { $operator }, { $contact }
mail-no-reply =
    Guten Tag,

    auf die Rückfrage von { $service } zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) kam keine Antwort. Bitte schauen Sie bis { $by }, was auch ohne die Antwort geht.

    Freundliche Grüße
    { $operator }, { $contact }
mail-slow =
    Guten Tag,

    zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) fehlt noch die Antwort von { $service }. Bitte antworten Sie bis { $by }. Danach schaut die Koordination mit darauf.

    Freundliche Grüße
    { $operator }, { $contact }
mail-answered =
    Guten Tag,

    das gemeinsam getragene Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) ist beantwortet. { $service } muss nichts mehr tun.

    Freundliche Grüße
    { $operator }, { $contact }
mail-confirmed =
    Guten Tag,

    zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) sagt der junge Mensch: Es hat geholfen. Vielen Dank an { $service }.

    Freundliche Grüße
    { $operator }, { $contact }
mail-reopened =
    Guten Tag,

    zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) sagt der junge Mensch: Es hat noch nicht geholfen. Es ist wieder offen und liegt bei { $service }. Bitte antworten Sie bis { $by }.

    Freundliche Grüße
    { $operator }, { $contact }
mail-withdrawn =
    Guten Tag,

    das Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) wurde zurückgezogen. { $service } muss nichts mehr tun.

    Freundliche Grüße
    { $operator }, { $contact }
mail-resend =
    Guten Tag,

    hier sind neue Links zum Anliegen Nr. { $number } ({ $topic }, Bezirk: { $bezirk }) für { $service }. Frist: { $by }.

    Freundliche Grüße
    { $operator }, { $contact }
mail-link-open = Anliegen lesen
mail-link-take = Übernehmen
mail-link-pass = Weitergeben
mail-link-ask = Rückfrage stellen
mail-link-answer = Antworten
mail-link-done = Erledigt

## Die Seite hinter den Links

link-title = Anliegen Nr. { $number }
link-about = { $topic } (Bezirk: { $bezirk })
link-from = Von { $name }
link-foot = { $operator }, { $contact }. Diese Seite ist nur für Ihren Dienst. Bitte geben Sie den Link nicht weiter.
link-unknown = Diesen Link gibt es nicht. Bitte öffnen Sie ihn so, wie er in der Mail steht.
link-expired = Dieser Link zu Anliegen Nr. { $number } ist abgelaufen. Einen neuen schicken wir an die Adresse Ihres Dienstes.
link-used = Dieser Link zu Anliegen Nr. { $number } wurde schon benutzt. Einen neuen schicken wir an die Adresse Ihres Dienstes.
link-resend = Neue Links schicken
link-resent = Neue Links sind unterwegs an die Adresse Ihres Dienstes.
link-gone = Dieses Anliegen ist nicht mehr zu sehen. Der junge Mensch hat es zurückgezogen, oder es ist lange her.
link-empty = Da stand noch nichts. Bitte gehen Sie zurück und schreiben Sie etwas.
link-slow = Das dauert gerade länger. Es ist gespeichert und geschieht von allein. Sie müssen nichts noch einmal tun.
link-broken = Das hat gerade nicht geklappt. Bitte laden Sie die Seite in ein paar Minuten noch einmal.
link-late = Das ging nicht mehr: Das Anliegen liegt jetzt bei { $who }.
link-read = Anliegen lesen
link-read-first = Was der junge Mensch geschrieben hat, sehen Sie nach dem Klick. Ab dann weiß er, dass jemand es gelesen hat.
link-take = Übernehmen
link-take-done = Übernommen. Der junge Mensch weiß Bescheid.
link-pass = Weitergeben
link-pass-label = An wen? Bis dort jemand zusagt, bleibt es bei Ihnen.
link-pass-done = Angeboten: { $service }. Bis dort jemand zusagt, bleibt es bei Ihnen.
link-asked-done = Wir fragen den jungen Menschen, ob { $service } es sehen darf. So lange bleibt es bei Ihnen.
link-back = Zurückgeben
link-back-done = Zurückgegeben.
link-ask = Frage abschicken
link-ask-label = Ihre Frage an den jungen Menschen
link-ask-done = Die Frage ist unterwegs. Die Antwort kommt per Mail.
link-answer = Antwort abschicken
link-answer-label = Ihre Antwort. Der junge Mensch liest sie so, wie sie hier steht.
link-answer-done = Die Antwort ist unterwegs. Der junge Mensch sagt, ob sie geholfen hat.
link-done = Als erledigt melden
link-done-done = Als erledigt gemeldet. Der junge Mensch sagt, ob es geholfen hat.
link-state-offered = Angefragt bei { $service }, noch nicht übernommen.
link-state-taken = Übernommen von { $holder }.
link-state-waiting = Bei { $holder }, wartet auf eine Antwort des jungen Menschen.
link-state-passed = Von { $holder } angeboten an { $service }, noch nicht angenommen.
link-state-answered = Beantwortet von { $holder }.
link-state-confirmed = Abgeschlossen: Es hat geholfen.
link-state-reopened = Wieder offen bei { $holder }.

## Impressum

impressum =
    Wer diesen Bot betreibt:

    { $lines }

    Ich bin ein Programm, kein Mensch. Ich bin kein Notruf und keine Rechtsberatung. Mitmachen ist freiwillig. Bist du dabei, zeigt dir /daten, was über dich gespeichert ist; dort kannst du es auch berichtigen und löschen.
impressum-line = { $what }: { $how }
impressum-anbieter = Anbieter
impressum-anschrift = Anschrift
impressum-vertreten-durch = Vertreten durch
impressum-kontakt = Kontakt
impressum-datenschutz = Datenschutz
impressum-aufsicht = Beschwerde
impressum-data = Der Bot ist ein Programm, kein Mensch, kein Notruf und keine Rechtsberatung. Mitmachen ist freiwillig. Jeder Mensch sieht im Chat mit /daten, was über ihn gespeichert ist, wozu und wie lange, bekommt eine Kopie, kann es berichtigen und löschen. Beschweren kann man sich bei der Aufsicht.
link-impressum = Impressum

## Meine Daten

command-daten = Was über mich gespeichert ist
menu-data = Meine Daten
data-overview =
    Das ist über dich gespeichert, { $name }:

    👤 Wer du hier bist: dein Name, deine Sprache, dieser Chat, dein Bezirk, deine Einladung, wer dich begleitet und worauf du gerade antwortest. Bleibt, bis du es löschst. Deinen Namen sehen die, die dich begleiten, unser Team und Stellen, denen du ein Anliegen schickst.

    💬 Nachrichten: Was darin steht, lösche ich, sobald es angekommen ist; lesen kann es nur, wer es bekommt. Welche Nachricht wo steht ({ $relayed }), bleibt { $relayed_stay }, ohne Inhalt. Das sieht niemand.

    🙂 Wie es dir geht: wann du gefragt werden möchtest und wurdest, deine Antworten ({ $given }) und wem du sie zeigst. Antworten bleiben { $answers_stay }. Deine Wegbegleitung sieht nur die Themen, die du ihr zeigst.

    🗓 Kontaktnachweis: wann ich gefragt habe und ob eine Antwort kam ({ $contacts }), ohne Inhalt. Bleibt { $contacts_stay }, auch nach dem Löschen, dann ohne Namen. Das sieht die Koordination.

    📮 Anliegen ({ $requests }): was du dazu geschrieben hast, wem du es zeigst und was daraus wurde. Bleibt nach dem Ende noch { $requests_stay }. Sehen können es nur die Stellen, denen du zugestimmt hast.

    🆘 Notfälle ({ $alerts }): wann du dringend jemanden gebraucht hast und wem ich Bescheid gesagt habe, nicht warum. Bleibt 30 Tage. Das sieht, wem ich Bescheid gesagt habe.

    🔎 Wer was mit deinen Daten getan hat ({ $deeds }): zum Beispiel wer dein Anliegen gelesen hat, ohne Inhalt. Bleibt { $deeds_stay }, auch nach dem Löschen, dann ohne Namen. Das sieht die Koordination.

    Alles, was Worte enthält, ist verschlüsselt.
data-copy = Alles als Datei
data-who = Wer sieht was?
data-who-sees =
    { $names ->
        [niemand] Deine Nachrichten liest jemand aus dem Team von { $service }.
       *[other] Deine Nachrichten liest: { $names }. Ist gerade niemand davon da, liest jemand aus dem Team von { $service }.
    }
    Deine Antworten auf meine Fragen sieht deine Wegbegleitung nur zu den Themen, die du ihr zeigst.
    Ein Anliegen sehen nur die Stellen, die du vor dem Abschicken gesehen hast, und jede erst, wenn sie an der Reihe ist.
    Deine Nummer und deinen Benutzernamen sieht hier niemand. Was Telegram selbst sieht, können wir nicht ändern.
data-page = Zum Lesen: öffne die Datei im Browser.
data-json = Dasselbe für Programme.
data-heading = Was { $service } über dich gespeichert hat
data-erase = Alles löschen
data-erase-question =
    Soll ich alles über dich löschen? Das geschieht sofort und lässt sich nicht zurückholen.

    Offene Anliegen ziehe ich zurück. Nachrichten, die schon in den Chats anderer stehen, kann ich nicht löschen. Dass und wann ich nach dir gefragt habe, und wer hier was mit deinen Daten getan hat, muss der Dienst nachweisen können: Das bleibt ohne deinen Namen, längstens bis { $year }.
    Möchtest du nur Ruhe oder aufhören? Dafür gibt es /pause und /stopp.
data-erase-yes = Ja, alles löschen
data-erase-no = Nein
data-kept = Gut. Es bleibt alles, wie es ist.
data-erased =
    Gelöscht am { $day }: { $rows } Einträge. Über dich ist hier nichts mehr gespeichert.
    Auch dein Schlüssel ist gelöscht: Was in den Sicherungen des Bots noch steht, lässt sich nicht mehr öffnen.
    Geblieben ist ohne Namen, unter der Nummer { $number }: wann ich nach dir gefragt habe und wer was mit deinen Daten getan hat.
    Alles Gute. Wenn du später wieder dabei sein möchtest, brauchst du eine neue Einladung.
data-erased-companion = { $name } hat alles löschen lassen und ist nicht mehr dabei. Was hier in deinem Chat steht, kannst nur du löschen.
data-intro = Das ist alles, was hier über dich steht, und wie lange es bleibt. Lies, was dich interessiert. Die zweite Datei enthält dasselbe für Programme, mit allen technischen Angaben.
data-foot = Etwas stimmt nicht, oder du möchtest alles löschen? Schreib /daten im Chat. Fragen: { $contact }
data-all = Alle { $count } ansehen
data-yes = ja
data-request = Nr. { $number }
data-chat = { $messenger }, Nummer { $number }
data-time = { $day }. { $month } { $year }, { $time } Uhr
data-day = { $day }. { $month } { $year }
data-open-end = bis du es wieder änderst
data-span-days =
    { $count ->
        [one] einen Tag
       *[other] { $count } Tage
    }
data-span-years =
    { $count ->
        [one] ein Jahr
       *[other] { $count } Jahre
    }
data-group-you = Wer du hier bist
data-group-messages = Nachrichten
data-group-checkins = Wie es dir geht
data-group-contacts = Kontaktnachweis
data-group-requests = Anliegen
data-group-alerts = Notfälle
data-group-trail = Wer was mit deinen Daten getan hat
data-person-you = du selbst
data-person-careleaver = ein anderer junger Mensch
data-person-wegbegleiter = deine Wegbegleitung
data-person-fachkraft = eine Fachkraft
data-person-coordination = unser Team (Koordination)
data-person-admin = wer den Bot betreut
data-person-gone = jemand, der nicht mehr dabei ist
data-stays-person = Bleibt, bis du alles löschst.
data-stays-delivery = Was darin steht, ist weg, sobald es angekommen ist.
data-stays-answered = Bleibt, bis das erledigt ist.
data-stays-ereignisse = Was darin steht, ist weg, sobald es weitergegeben ist; der Rest bleibt { $span }.
data-stays-zuordnung-nachrichten = Bleibt { $span }.
data-stays-checkin-antworten = Bleibt { $span }.
data-stays-anliegen = Bleibt nach dem Ende des Anliegens noch { $span }.
data-stays-kontaktnachweis = Bleibt { $span }, auch wenn du alles löschst, dann aber ohne deinen Namen.
data-stays-protokoll = Bleibt { $span }, auch wenn du alles löschst, dann aber ohne deinen Namen.
data-stays-einladung = Bleibt, bis sie 30 Tage abgelaufen ist.
data-stays-stunde = Bleibt eine Stunde.
data-stays-monat = Bleibt 30 Tage, nachdem es vorbei ist.
data-title-people = Du
data-why-people = Damit ich weiß, wer du bist und wie ich dich erreiche.
data-field-people-name = Dein Name hier
data-field-people-role = Du bist hier
data-field-people-state = Stand
data-field-people-language = Sprache
data-field-people-address = Dein Chat
data-field-people-group-chat = Der Chat ist eine Gruppe
data-field-people-bezirk = Bezirk
data-field-people-service = Dienst
data-field-people-joined-at = Dabei seit
data-field-people-reachable = Für mich erreichbar
data-field-people-paused-until = Ruhe bis
data-field-people-voice = Zuletzt in deinem Chat geschrieben hat
data-field-people-hinted-at = Zuletzt von mir aus eine Antwort angeboten
data-value-people-state-active = dabei
data-value-people-state-stopped = du hast aufgehört
data-value-people-state-left = nicht mehr dabei
data-field-people-consent-answer = Zum geänderten Text hast du gesagt
data-value-people-consent-answer-yes = Ja
data-value-people-consent-answer-no = Nein
data-title-companionships = Wer dich begleitet
data-why-companionships = Damit deine Nachrichten bei den richtigen Menschen ankommen.
data-field-companionships-careleaver = Wen
data-field-companionships-wegbegleiter = Wer
data-field-companionships-kind = Als
data-field-companionships-since = Seit
data-field-companionships-until = Bis
data-field-companionships-waiting-since = Du wartest auf Antwort seit
data-value-companionships-kind-main = fest für dich da
data-value-companionships-kind-substitute = Vertretung
data-title-invitations = Deine Einladung
data-why-invitations = Mit ihr bist du hierhergekommen.
data-field-invitations-name = Name auf der Einladung
data-field-invitations-role = Eingeladen als
data-field-invitations-wegbegleiter = Vorgesehen an deiner Seite
data-field-invitations-bezirk = Bezirk
data-field-invitations-service = Dienst
data-field-invitations-care-ended = Ende der Hilfe
data-field-invitations-created-by = Eingeladen von
data-field-invitations-created-at = Gemacht am
data-field-invitations-expires-at = Gilt bis
data-field-invitations-used-at = Benutzt am
data-title-attempts = Falsche Codes
data-why-attempts = Damit niemand Codes durchprobiert.
data-field-attempts-at = Am
data-title-steps = Wo wir gerade im Gespräch sind
data-why-steps = Damit ich weiß, worauf deine nächste Nachricht antwortet.
data-field-steps-since = Seit
data-title-held = Nachrichten, die noch warten
data-why-held = Sie gehen raus, sobald jemand da ist oder du entschieden hast.
data-field-held-event = Nachricht
data-field-held-since = Wartet seit
data-title-relayed = Welche Nachricht wo steht (ohne Inhalt)
data-why-relayed = Damit Antworten, Änderungen und Reaktionen bei der richtigen Nachricht ankommen.
data-field-relayed-author = Von
data-field-relayed-recipient = An
data-field-relayed-at = Am
data-title-topics = Dein Platz im Chat anderer
data-why-topics = Damit deine Nachrichten dort beieinanderstehen.
data-field-topics-host = Im Chat von
data-field-topics-guest = Für
data-title-inbox = Was von dir ankommt
data-why-inbox = Damit nichts verloren geht und nichts doppelt ankommt.
data-field-inbox-event = Nachricht
data-field-inbox-state = Stand
data-field-inbox-received-at = Angekommen
data-value-inbox-state-queued = wird bearbeitet
data-value-inbox-state-done = erledigt
data-value-inbox-state-aside = ging schief, jemand schaut nach
data-title-outbox = Was unterwegs ist oder war
data-why-outbox = Damit jede Nachricht wirklich ankommt.
data-field-outbox-message = Nachricht
data-field-outbox-author = Von
data-field-outbox-recipient = An
data-field-outbox-state = Stand
data-field-outbox-created-at = Losgeschickt
data-field-outbox-done-at = Erledigt
data-value-outbox-state-queued = wartet
data-value-outbox-state-sending = ist unterwegs
data-value-outbox-state-sent = angekommen
data-value-outbox-state-failed = kam nicht an
data-value-outbox-state-dropped = zurückgeholt
data-title-rhythms = Wann du gefragt werden möchtest
data-why-rhythms = Damit ich so oft und dann frage, wie es dir passt.
data-field-rhythms-state = Gefragt werden
data-field-rhythms-start = Gezählt ab
data-field-rhythms-every = Wie oft
data-field-rhythms-weekday = Wochentag
data-field-rhythms-hour = Uhrzeit
data-field-rhythms-zone = Zeitzone
data-field-rhythms-due-at = Das nächste Mal
data-field-rhythms-number = So oft schon gefragt
data-field-rhythms-missed = Zuletzt ohne Antwort
data-field-rhythms-sharing-asked = Gefragt, wer es sehen darf
data-value-rhythms-state-asked = noch nicht entschieden
data-value-rhythms-state-on = ja
data-value-rhythms-state-off = nein
data-value-rhythms-every-week = jede Woche
data-value-rhythms-every-fortnight = alle zwei Wochen
data-value-rhythms-every-month = einmal im Monat
data-title-shares = Welche Antworten du zeigst
data-why-shares = Damit deine Wegbegleitung nur sieht, was du erlaubt hast.
data-field-shares-topic = Du zeigst
data-title-checkins = Wann du gefragt wurdest
data-why-checkins = Damit ich nicht doppelt frage und du auch später antworten kannst.
data-field-checkins-planned-for = Geplant für
data-field-checkins-by-hand = Außer der Reihe
data-field-checkins-state = Stand
data-field-checkins-sent-at = Gefragt
data-field-checkins-reminded-at = Erinnert
data-field-checkins-heard-at = Du hast dich gemeldet
data-field-checkins-due-at = Das nächste Mal angeschaut
data-value-checkins-state-open = wartet auf dich
data-value-checkins-state-begun = angefangen
data-value-checkins-state-done = beantwortet
data-value-checkins-state-declined = du hattest keine Lust, das ist in Ordnung
data-value-checkins-state-missed = noch ohne Antwort
data-value-checkins-state-unsent = nicht geschickt
data-title-answers = Was du geantwortet hast
data-why-answers = Damit du es zeigen kannst, wenn du möchtest.
data-field-answers-question = Frage
data-field-answers-value = Deine Antwort
data-field-answers-topic = Thema
data-field-answers-at = Am
data-title-contacts = Wann es Kontakt gab (ohne Inhalt)
data-why-contacts = Das Gesetz will, dass wir regelmäßig nach dir fragen. Hier steht nur, dass wir es getan haben.
data-field-contacts-at = Am
data-field-contacts-kind = Wie
data-field-contacts-outcome = Was kam
data-value-contacts-kind-checkin = Fragen, wie es dir geht
data-value-contacts-kind-by-hand = Außer der Reihe gefragt
data-value-contacts-kind-reminder = Erinnerung
data-value-contacts-outcome-open = noch keine Antwort
data-value-contacts-outcome-answered = du hast geantwortet
data-value-contacts-outcome-declined = du hattest gerade keine Lust
data-value-contacts-outcome-missed = keine Antwort
data-value-contacts-outcome-unsent = kam nicht an
data-title-requests = Deine Anliegen
data-why-requests = Damit immer jemand zuständig ist und nichts liegen bleibt.
data-field-requests-id = Anliegen
data-field-requests-topic = Thema
data-field-requests-state = Stand
data-field-requests-created-by = Begonnen von
data-field-requests-holder = Liegt bei
data-field-requests-taken-by = Dort kümmert sich
data-field-requests-offered-to = Angeboten an
data-field-requests-wanted = Soll vielleicht an
data-field-requests-also = Gemeinsam mit
data-field-requests-watched = Unser Team schaut mit
data-field-requests-created-at = Angefangen
data-field-requests-agreed-at = Dein Ja
data-field-requests-opened-at = Zum ersten Mal gelesen
data-field-requests-changed-at = Zuletzt geändert
data-field-requests-due-at = Spätestens wieder angeschaut
data-field-requests-closed-at = Abgeschlossen
data-value-requests-state-drafted = noch nicht abgeschickt
data-value-requests-state-offered = wartet auf die Stelle
data-value-requests-state-taken = jemand kümmert sich
data-value-requests-state-waiting = wartet auf dich
data-value-requests-state-passed = wird weitergegeben
data-value-requests-state-answered = beantwortet
data-value-requests-state-confirmed = hat geholfen
data-value-requests-state-reopened = wieder offen
data-value-requests-state-withdrawn = zurückgenommen
data-title-request-services = Wer deine Anliegen sehen darf
data-why-request-services = Damit nur Stellen sie lesen, denen du zugestimmt hast.
data-field-request-services-request = Anliegen
data-field-request-services-service = Stelle
data-field-request-services-shared = Trägt es mit
data-field-request-services-agreed-at = Dein Ja
data-field-request-services-asked-at = Darf es lesen seit
data-field-request-services-opened-at = Gelesen
data-title-request-words = Was zu deinen Anliegen geschrieben wurde
data-why-request-words = Damit die Stelle weiß, was du brauchst, und du ihre Antwort wiederfindest.
data-field-request-words-request = Anliegen
data-field-request-words-author = Von
data-field-request-words-words = Text
data-field-request-words-at = Am
data-field-request-words-agreed-at = Abgeschickt
data-title-request-steps = Was aus deinen Anliegen wurde
data-why-request-steps = Damit du nachsehen kannst, wie es steht.
data-field-request-steps-request = Anliegen
data-field-request-steps-at = Am
data-field-request-steps-step = Was geschah
data-field-request-steps-service = Stelle
data-title-request-cards = Wo bei den Diensten dein Anliegen steht
data-why-request-cards = Damit eine Antwort dort zu deinem Anliegen findet.
data-field-request-cards-request = Anliegen
data-field-request-cards-person = Steht bei
data-title-used-links = Benutzte Links der Dienste
data-why-used-links = Damit jeder Link nur einmal geht.
data-field-used-links-request = Anliegen
data-field-used-links-at = Benutzt am
data-title-alerts = Wann du dringend jemanden gebraucht hast

## Protokoll: wer wann was mit wessen Daten getan hat

command-protokoll = Wer was mit wessen Daten getan hat
audit-list =
    Das Neueste zuerst:

    { $lines }
audit-line = { $at } – { $who } { $what }
audit-empty = Dazu steht noch nichts im Protokoll.
audit-number = Nr. { $number }
audit-by-bot = Der Bot
audit-by-command = Die Kommandozeile
audit-joined =
    { $other ->
        [niemand] ist dazugekommen
       *[other] ist auf Einladung von { $other } dazugekommen
    }
audit-invited-careleaver = hat einen jungen Menschen eingeladen
audit-invited-wegbegleiter = hat eine Wegbegleitung eingeladen
audit-invited-fachkraft = hat eine Fachkraft eingeladen
audit-invited-coordination = hat jemanden für die Koordination eingeladen
audit-invited-admin = hat jemanden für die Administration eingeladen
audit-assigned = hat { $other } als Wegbegleitung für { $whom } eingetragen
audit-unassigned = hat { $other } als Wegbegleitung für { $whom } ausgetragen
audit-opened = hat das Anliegen Nr. { $number } von { $whom } gelesen
audit-agreed = hat Ja dazu gesagt, das Anliegen Nr. { $number } abzuschicken
audit-agreed-passing = hat Ja dazu gesagt, das Anliegen Nr. { $number } weiterzugeben
audit-exported = hat eine Kopie aller Daten von { $whom } bekommen
audit-erased = hat alle Daten von { $whom } gelöscht
audit-moved = schreibt mit dem Rückkehr-Code aus einem neuen Chat
audit-locked = hat den eigenen Chat gesperrt
audit-stopped = hat aufgehört
audit-back = ist wieder da
audit-alerted = hat { $other } dringend zu { $whom } gerufen
audit-left =
    { $whom ->
        [niemand] ist nicht mehr dabei
       *[other] hat den Zugang von { $whom } beendet
    }
audit-restored = hat eine Sicherung zurückgespielt
audit-contacts-exported =
    { $whom ->
        [niemand] hat den Kontaktnachweis aller ausgegeben
       *[other] hat den Kontaktnachweis von { $whom } ausgegeben
    }
audit-read =
    { $whom ->
        [niemand] hat das Protokoll gelesen
       *[other] hat das Protokoll zu { $whom } gelesen
    }
audit-trimmed = hat Einträge bis Nr. { $number } gelöscht, deren Zeit um war
data-title-audit = Wer wann was mit deinen Daten getan hat (ohne Inhalt)

## Zweiter Faktor

factor-none =
    Dafür brauchst du einen zweiten Faktor: sechs Ziffern aus einer App. Für dich ist noch keiner eingerichtet.
    Bitte wer den Server betreut: bleibdran second-factor { $number }
factor-ask = Bist du es wirklich? Schick mir die sechs Ziffern aus deiner App. In einer Gruppe: als Antwort auf diese Nachricht.
factor-digits = Es sind genau sechs Ziffern. Schick sie mir noch einmal.
factor-wrong = Das stimmt nicht, oder es wurde schon benutzt. Warte auf die nächsten sechs Ziffern und schick sie mir.
factor-locked = Das war zu oft falsch. In einer Viertelstunde kannst du es wieder versuchen. Warst du das nicht? Dann sag es sofort der Administration.
audit-factor-made = hat für { $whom } einen zweiten Faktor eingerichtet
audit-factor-passed = hat den zweiten Faktor gezeigt
audit-factor-failed = hat beim zweiten Faktor falsche Ziffern geschickt
data-title-second-factors = Dein zweiter Faktor
data-why-audit = Damit du sehen kannst, wer etwas mit deinen Daten getan hat. Niemand kann das unbemerkt ändern.
data-why-second-factors = Damit niemand mit deinem Handy im Namen der Koordination handeln kann.
data-field-audit-at = Wann
data-field-audit-what = Was
data-field-audit-actor = Wer
data-field-audit-whom = Wessen Daten
data-field-audit-other = Wer noch
data-field-audit-about = Anliegen
data-field-second-factors-passed-until = Gilt noch bis
data-field-second-factors-wrong = Falsche Codes
data-field-second-factors-wrong-since = Seit
data-value-audit-what-joined = Dazugekommen
data-value-audit-what-invited-careleaver = Jungen Menschen eingeladen
data-value-audit-what-invited-wegbegleiter = Wegbegleitung eingeladen
data-value-audit-what-invited-fachkraft = Fachkraft eingeladen
data-value-audit-what-invited-coordination = Koordination eingeladen
data-value-audit-what-invited-admin = Administration eingeladen
data-value-audit-what-assigned = Wegbegleitung eingetragen
data-value-audit-what-unassigned = Wegbegleitung ausgetragen
data-value-audit-what-opened = Anliegen gelesen
data-value-audit-what-agreed = Ja zum Abschicken des Anliegens
data-value-audit-what-agreed-passing = Ja zum Weitergeben des Anliegens
data-value-audit-what-exported = Kopie aller Daten bekommen
data-value-audit-what-erased = Alles gelöscht
data-value-audit-what-moved = Mit dem Rückkehr-Code in einen anderen Chat gewechselt
data-value-audit-what-locked = Chat gesperrt
data-value-audit-what-stopped = Aufgehört
data-value-audit-what-back = Zurückgekommen
data-value-audit-what-alerted = Wegen Gefahr gerufen
data-value-audit-what-left = Nicht mehr im Team
data-value-audit-what-contacts-exported = Kontaktnachweis ausgegeben
data-value-audit-what-restored = Sicherung zurückgespielt
data-value-audit-what-read = Dieses Protokoll gelesen
data-value-audit-what-trimmed = Alte Einträge gelöscht
data-value-audit-what-factor-made = Zweiter Faktor eingerichtet
data-value-audit-what-factor-passed = Zweiter Faktor richtig
data-value-audit-what-factor-failed = Zweiter Faktor falsch
data-why-alerts = Damit ich weiterfrage, bis jemand für dich da ist. Warum du jemanden brauchtest, steht hier nicht.
data-field-alerts-since = Seit
data-field-alerts-shown-at = Nummern zuletzt gezeigt
data-field-alerts-called = Bescheid gesagt
data-field-alerts-due-at = Der Nächste wird gefragt

## Rechte am Tresen, und wenn jemand geht

command-auskunft = Kopie aller Daten von jemandem
command-loeschen = Alles über jemanden löschen
command-austritt = Jemand arbeitet hier nicht mehr
companion-left-waits = { $name } wartet noch auf eine Antwort von { $wegbegleiter }. Antworte einfach auf diese Nachricht.
office-gone = Das geht nicht mehr: Diese Person ist nicht mehr dabei.
office-page = Alles, was über { $name } gespeichert ist. Die Datei ist nicht verschlüsselt und nur für { $name }: Gib sie weiter und lösche sie dann hier.
office-json = Dasselbe für Programme. Auch diese Datei ist nicht verschlüsselt und nur für { $name }.
office-copied-you =
    { $who } hat gerade eine Kopie von allem bekommen, was hier über dich gespeichert ist, um sie dir zu geben.
    Wolltest du das nicht? Dann melde dich: { $contact }
office-erase-question =
    Soll ich alles über { $name } löschen? Das geschieht sofort und lässt sich nicht zurückholen. Tu es nur, wenn { $name } das möchte.

    Offene Anliegen ziehe ich zurück. { $name } bekommt im eigenen Chat eine Bestätigung. Ohne Namen bleiben der Kontaktnachweis und das Protokoll.
office-erase-yes = Ja, alles löschen
office-erased = Alles über { $name } ist gelöscht: { $rows } Einträge. Der Kontaktnachweis steht ohne Namen unter der Nummer { $number }.
departure-people =
    { $name } begleitet: { $people }. Wer ist jetzt für sie da?

    Einzelne kannst du vorher jemandem geben, das gilt sofort. Alle anderen gehen mit dem letzten Schritt an eine Person, oder an die Vertretung und die Koordination.
departure-alone = { $name } begleitet niemanden. Soll der Zugang jetzt enden? Was bei einem Dienst liegt, bleibt bei dem Dienst.
departure-one = { $name } jemandem geben
departure-all = Alle an { $name }
departure-coordination = Alle an Vertretung und Koordination
departure-sure = Der Zugang von { $name } endet sofort. Für die jungen Menschen sind dann die Vertretung oder die Koordination da. Sie erfahren es gleich.
departure-sure-to = Der Zugang von { $name } endet sofort. Für alle jungen Menschen ist dann { $other } da. Sie erfahren es gleich.
departure-yes = Ja, Zugang beenden
departure-done = { $name } hat keinen Zugang mehr.
departure-you = Dein Zugang hier ist beendet. Danke für deine Zeit. Wenn das ein Irrtum ist: { $contact }
departure-not-yours = Den Zugang der Administration kann nur die Administration beenden.
