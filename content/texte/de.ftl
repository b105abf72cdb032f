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
    Hallo. Ich bin der Bot von { $service }.
    Über mich bleiben junge Menschen nach Heim, Wohngruppe oder Pflegefamilie in Kontakt mit ihrer Wegbegleitung: einem Menschen, der für sie da bleibt.
    Dafür brauchst du eine Einladung. Du bekommst sie hier: { $contact }
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
    Hallo, ich bin ein Programm von { $service }: Über mich bleibst du mit deiner Wegbegleitung in Kontakt, einem Menschen, der für dich da bleibt.
    Ich speichere, wie du heißen willst, deine Sprache, diesen Chat und wer dich begleitet; deine Nachrichten gebe ich weiter und lösche sie, sobald sie angekommen sind.
    Deine Wegbegleitung liest, was du schreibst, und wenn sie nicht da ist, jemand aus dem Team; deine Nummer und deinen Benutzernamen sieht niemand.
    Mit /stopp kannst du jederzeit aufhören, und im Notfall ruf 112 an, denn ich bin kein Notruf.

    Möchtest du mitmachen?
start-yes = Ja
start-no = Nein
start-intro-staff =
    Hallo. Ich bin der Bot von { $service }. Du bist eingeladen als: { $role }.
    Ich speichere deinen Namen, deine Sprache, diesen Chat und wen du begleitest. Nachrichten gebe ich weiter und lösche sie, sobald sie angekommen sind.
    Junge Menschen sehen nur den Namen, den du gleich wählst. Du siehst nur den Namen, den sie gewählt haben.
    Mit /stopp kannst du aufhören.

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
start-welcome-fachkraft = Willkommen, { $name }. Wenn eine Anfrage für dich kommt, liest du sie hier. Mehr unter /hilfe
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
    Über mich bleiben junge Menschen nach Heim, Wohngruppe oder Pflegefamilie mit ihrer Wegbegleitung in Kontakt. Dafür brauchst du eine Einladung: { $contact }
    Hast du einen Code? Dann schick ihn mir einfach.
    Fragen zu Wohnung, Jobcenter und Geld kannst du mir auch so stellen: /fragen
    Notrufnummern: /notfall
help-careleaver =
    Schreib einfach, was du willst: Text, Foto, Sprachnachricht, Datei. Es geht an deine Wegbegleitung.
    Die Taube 🕊 heißt: Es ist angekommen. Antworten, Ändern und Reagieren geht wie immer.

    /fragen – etwas wissen wollen: Wohnung, Jobcenter, Geld, deine Rechte
    /menu – alles zum Antippen
    /pause – eine Weile Ruhe
    /sprache – andere Sprache
    /notfall – wen du jetzt anrufen kannst
    /stopp – aufhören (einmal tippen, und du bist zurück)

    { $service }: { $contact }
help-wegbegleiter =
    So schreibst du: Antworte auf eine Nachricht. Oder /an und der Name, zum Beispiel: /an jas Wie geht es dir?
    Schreibst du ohne Namen, frage ich nach. Änderungen und Reaktionen kommen auch drüben an.

    /leute – wer zu dir gehört
    /offen – wer auf Antwort wartet
    /an NAME – jemandem schreiben
    /zurueck – als Antwort auf deine Nachricht: zurückholen
    /fragen – Antworten nachschlagen; in jedem anderen Chat: meinen Namen mit @ und ein Stichwort tippen
    /sprache – andere Sprache
    /notfall – Notrufnummern
    /stopp – nicht mehr begleiten
help-fachkraft =
    Hier kommen Anfragen junger Menschen an, die dein Dienst beantworten kann.
    /fragen – Antworten nachschlagen
    /sprache – andere Sprache
    /stopp – aufhören
help-coordination =
    Antworte auf eine Nachricht, um dem jungen Menschen zu schreiben.

    /leute – alle jungen Menschen und wer sie begleitet
    /offen – wer auf Antwort wartet
    /einladen – jemanden einladen
    /zuordnen NAME WEGBEGLEITUNG – wer begleitet wen
    /an NAME – jemandem schreiben
    /zurueck – als Antwort auf deine Nachricht: zurückholen
    /fragen – Antworten nachschlagen
    /inhalt – was an den Antworten zu tun ist, und offene Fragen
    /status – wie es dem Bot geht
    /sprache – andere Sprache
    /notfall – Notrufnummern
    /stopp – aufhören
help-admin =
    /inhalt – was an den Antworten zu tun ist, und offene Fragen
    /fragen – Antworten nachschlagen
    /status – wie es dem Bot geht
    /leute – wer verbunden ist
    /einladen – jemanden einladen
    /zuordnen NAME WEGBEGLEITUNG – wer begleitet wen
    /sprache – andere Sprache
    /stopp – aufhören
help-unknown = Das kenne ich nicht. Das hier geht:
button-not-yours = Dieser Knopf gehört nicht zu dir oder gilt nicht mehr.

language-question = Welche Sprache?
language-done = Ab jetzt schreibe ich dir auf Deutsch.

name-question = Du heißt hier { $name }. Wie möchtest du heißen?
name-keep = So lassen
name-kept = Gut, es bleibt bei { $name }.
name-done = Ab jetzt heißt du hier { $name }.

emergency =
    Wenn du oder jemand anderes gerade in Gefahr ist, ruf an:

    112 – Krankenwagen und Feuerwehr
    110 – Polizei
    116117 – Arzt, nachts und am Wochenende
    116 123 – TelefonSeelsorge, Tag und Nacht, ohne Namen
    116 111 – Nummer gegen Kummer, Mo bis Sa von 14 bis 20 Uhr
    116 016 – Hilfetelefon für Frauen, die Gewalt erleben, Tag und Nacht

    Die Anrufe kosten nichts. Lieber schreiben? krisenchat.de, Tag und Nacht, bis 25 Jahre
    Ich bin ein Programm und kein Notruf. Dass du hier getippt hast, sieht niemand. Schreib es deiner Wegbegleitung, wenn sie es wissen soll.

status =
    Junge Menschen: { $careleavers }
    Wegbegleiterinnen und Wegbegleiter: { $wegbegleiter }
    Kommt gerade an: { $coming }
    Ist gerade unterwegs: { $going }
    Ging schief und wartet auf Hilfe: { $aside }
broken =
    Da ist bei uns etwas schiefgegangen. Deine Nachricht ist nicht weg, aber noch nicht weitergegeben. Jemand schaut nach.
    Wenn es schnell gehen muss: { $contact }
broken-staff = Eine Nachricht konnte nicht weitergegeben werden und wartet auf Hilfe (Nummer { $number }). Bitte jemanden, der den Bot betreut: bleibdran doctor

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
back-already = Du bist schon dabei.

## Für Wegbegleitung

companion-new = { $name } ist jetzt bei dir. Sag doch kurz Hallo: Antworte einfach auf diese Nachricht.
companion-over = { $name } wird jetzt von { $wegbegleiter } begleitet. Danke, dass du da warst.
companion-blocked = { $name } hat den Bot blockiert. Gerade kommt nichts an. Ich sage dir, wenn sich das ändert.
companion-reachable = { $name } ist wieder erreichbar.
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
command-fragen = Frag mich: Wohnen, Jobcenter, Geld
command-inhalt = Antworten und offene Fragen
command-hilfe = Was ich kann
command-leute = Wer dazugehört
command-an = Jemandem schreiben: /an NAME
command-offen = Wer auf Antwort wartet
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
faq-checked = Zuletzt geprüft am { $day }. Ich informiere nur. Was in deinem Fall gilt, sagt dir eine Beratungsstelle.
faq-unchecked = Ich informiere nur. Was in deinem Fall gilt, sagt dir eine Beratungsstelle.

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
