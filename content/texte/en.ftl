# Every sentence of the bot.  Check: bleibdran content check
# What stands in curly brackets is filled in by the bot.  { $name } is always the name the person chose.

language-name = English

## Roles

role-careleaver = Young person
role-wegbegleiter = Wegbegleiter
role-fachkraft = Professional (Fachkraft)
role-coordination = Coordination team
role-admin = Administration

## Arriving

start-stranger =
    Hello. I am the bot of { $service }: a computer program, not a human.
    I connect young people after residential or foster care (Jugendhilfe) with their Wegbegleiter, a person who stays at their side. You need an invitation for this.
    You can get one here: { $contact }
    I am no emergency service: if you are in danger, call 112. And no legal advice: I only inform.
start-have-code = I have a code
start-type-code = Send me the code. It looks like this: K7QM-2XRD-9HTW-C
start-typo =
    That is not the right code yet. Please look again and send it to me once more.
    You can get a new one here: { $contact }
start-unknown =
    I don't know this code. Maybe there is a small typing mistake in it.
    You can get a new one here: { $contact }
start-too-many = That doesn't work right now. Please wait one hour, then try again.
start-used =
    Somebody has already used this invitation.
    If that was not you, or if you have a new phone, please get in touch here: { $contact }
start-expired =
    This invitation has run out. That's no problem.
    You can get a new one here: { $contact }
start-not-in-group = This code is for one person only. Please open the link in your own chat with me.
start-group =
    Hello. I am the bot of the Wegbegleitung.
    Should this group be the coordination team? Then send this here: /start and after it the code from the invitation.
start-known = You are already in, { $name }.

start-intro =
    Hello, I am a computer program from { $service }, not a human, and through me you stay in contact with your Wegbegleiter: a person who is still there for you.
    I store what you want to be called, your language, this chat, who your Wegbegleiter is and when I ask how you are; messages I delete once they have arrived, your answers to my questions and your requests for help I keep encrypted, but only for a fixed time.
    Your Wegbegleiter reads what you write to them, and if they are away, somebody from the team does; answers and requests for help are only seen by those you show them to, and nobody sees your number or your username.
    You can stop at any time with /stopp; I am no emergency service (call 112 then) and no legal advice for your case.

    Would you like to join?
start-yes = Yes
start-no = No
start-intro-staff =
    Hello. I am the bot of { $service }, a computer program. You are invited as: { $role }.
    I store your name, your language, this chat and who you are there for. Messages I pass on, and delete them once they have arrived. What you write about a request, I keep encrypted and delete after a fixed time.
    Young people only see the name you choose in a moment. You only see the name they chose.
    I am no emergency service and no legal advice. You can stop with /stopp.

    Would you like to join?
start-refused =
    That's okay. I have stored nothing about you.
    If you change your mind: open the link again, as long as the invitation is valid. You can also get help here: { $contact }
start-agreed = Good to have you here.
start-agreed-staff = Thank you for joining.
start-name = What should we call you? A first name or nickname is enough.
start-name-staff = What name should the young people see?
start-name-as = { $name }
start-name-bad = I can't use that as a name. Please write a name with no more than { $longest } characters and no link.

consent-changed =
    The text you said yes to at the beginning has changed. Now it says:

    { $intro }
consent-yes = Yes, go on
consent-no = No
consent-agreed = Thank you for reading it. Everything goes on as before.
consent-refused =
    All right. Contact stays as you allowed it before. Nothing new is done with your data.
    Do you want to stop altogether? /stopp. See or delete something? /daten
consent-outdated = This text no longer applies.

start-recovery =
    Your comeback code: { $code }

    Keep it safe, best on paper. It brings you back if you lose your phone or your number: write to me from the new phone and send me the code. It works once, then you get a new one. Older codes no longer work.
start-welcome =
    Welcome, { $name }. { $wegbegleiter } is here for you.
    Just start writing. Everything you send here goes to { $wegbegleiter }. When it has arrived, you see the dove 🕊 on your message.
start-welcome-alone =
    Welcome, { $name }. We are looking for a Wegbegleiter for you.
    Until then somebody from our team reads what you write. I'll tell you as soon as you have your own person.
start-welcome-wegbegleiter =
    Welcome, { $name }. As soon as a young person is placed with you, I'll write to you.
    To answer: reply to the message, or type /an and the name. Everything else: /hilfe
start-welcome-fachkraft = Welcome, { $name }. When there is a request for you, you will read it here. More: /hilfe
start-welcome-coordination =
    Welcome, { $name }. Messages that nobody else reads arrive here.
    With /einladen you invite people, with /zuordnen you give a young person their Wegbegleiter. Everything else: /hilfe
start-welcome-admin = Welcome, { $name }. /status shows how the bot is doing. Everything else: /hilfe
start-back =
    Good to have you back, { $name }. Your contact has moved to this chat.
    { $wegbegleiter } is here for you. Just keep writing.
start-moved-away =
    This chat goes on on another phone now. Nothing will arrive here any more.
    Was that not you? Please get in touch right away: { $contact }

## Passing on

relay-receipt = 🕊
relay-header = 💬 { $name }
relay-nobody-yet =
    Nobody can read your message yet. I'll keep it and pass it on as soon as somebody is there.
    If it's urgent: { $contact }
relay-read-by = { $name } from { $service } reads your messages at the moment.
relay-read-by-own = { $name } reads your messages again now.
relay-live-place = I pass on where you are now. Nobody sees where you go from here.
relay-unsupported = Sorry, I can't pass this on. Please send it as a text, photo, voice message or file.
declined =
    { $kind } are not accepted here. I have not passed this on and have not kept it.{ $words ->
        [da] {""} Your words with it I pass on.
       *[keine] {""}
    }
    Write what it is about. Or show it to one of us: { $contact }
declined-bilder = Pictures
declined-videos = Videos
declined-sprachnachrichten = Voice messages
declined-dokumente = Files
declined-standorte = Places
declined-kontakte = Contacts
declined-sticker = Stickers
declined-umfragen = Polls
relay-custom-reaction = { $name } reacted to a message with a picture of their own.
relay-edit-failed = Your change did not reach { $name }. They still see the old message.
relay-edit-too-late = I can't pass on your change: you and { $name } are not connected any more.
relay-stopped = { $name } doesn't want contact right now. I did not pass on your message. I'll tell you if that changes.
relay-not-yours = { $name } has another Wegbegleiter now. I did not pass on your message.
relay-not-yours-any-more = That's not possible any more: you two are no longer connected.
relay-nobody-to-write-to = Nobody is placed with you right now. I did not pass on your message.
relay-to-whom =
    { $count ->
        [one] Who is this for? I'll keep your message until you tell me.
       *[other] Who is this for? I'll keep your { $count } messages until you tell me.
    }
relay-to-nobody = For nobody, delete it
relay-dropped = Deleted. Nobody got it.
relay-goes-to = Goes to { $name }.
relay-nothing-waits = That's already done.
relay-next-goes-to = Your next message goes to { $name }. You can also reply to this one.
relay-reply-goes-to = Reply to this message here, and it goes to { $name }.

recall-how = To take back a message, reply to it with /zurueck. It must be your own.
recall-done = Taken back. It's deleted on the other side.
recall-too-late = It was too late for that. Messages can be taken back for about two days.

delivery-gone = This did not reach { $name }: the bot is blocked there, or the account is gone. I'll tell you if that changes.
delivery-refused = This did not reach { $name }. The messenger doesn't accept this message. Try it as a text or a file.
delivery-partly = A part of this did not reach { $name }. Please send what is missing once more.
delivery-rerouted = { $name } can't be reached right now. Your message goes to { $other } now.
delivery-nobody =
    { $name } can't be reached right now. I'll keep your message and pass it on as soon as somebody is there.
    If it's urgent: { $contact }

## Menu and help

menu-open = Menu
menu-text = Just write: everything you send goes to { $wegbegleiter }. Or choose something:
menu-who = Who is here for me?
menu-pause = Some quiet
menu-name = My name
menu-language = Language
menu-recovery = Comeback code
menu-help = Help
menu-emergency = Emergency
menu-stop = Stop
menu-away = Quick exit

away-question =
    Does somebody read along, or have your phone?
    "Lock it now" empties this chat at once. Writing /weg does the same. After that nothing arrives here any more, and nobody can write in your name from here. What people write to you, I keep.

    You only come back with your comeback code. You have none? Get one first and write it on paper.
    What is older than two days I can't delete. You do that yourself: press long on this chat, then "Delete chat".
away-go = Lock it now
away-code = Get a new code
away-stay = No
away-stayed = Fine. Everything stays as it is. If you are in a hurry, just write: /weg
away-done = Okay.

who =
    Here for you: { $name }
    { $others ->
        [keine] If that doesn't work out one day, somebody from our team steps in.
       *[other] Also: { $others }
    }
    And always: { $contact }
who-nobody =
    We are still looking for your Wegbegleiter. I'll tell you as soon as somebody is there.
    Until then: { $contact }

help-stranger =
    I am a computer program, not a human, no emergency service (call 112 then) and no legal advice.
    I connect young people after residential or foster care (Jugendhilfe) with their Wegbegleiter, a person who stays at their side. You need an invitation for this: { $contact }
    Do you have a code? Then just send it to me.
    You can ask me about housing, Jobcenter and money without one: /fragen
    Emergency numbers: /notfall
    Who runs me: /impressum
help-careleaver =
    Just write whatever you like: text, photo, voice message, file. It goes to your Wegbegleiter.
    The dove 🕊 means: it has arrived. Replies, changes and reactions work as always.

    /fragen – ask me: housing, Jobcenter, money, your rights
    /anliegen – ask a public office or an advice centre for help, and see how it is going
    /checkin – if and when I ask how you are
    /menu – everything as buttons
    /pause – some quiet for a while
    /weg – quick exit: empty and lock this chat if somebody reads along
    /daten – what is stored about you, as a file or to delete
    /sprache – another language
    /notfall – who you can call right now
    /impressum – who runs this bot
    /stopp – stop (one tap brings you back)

    I am a computer program, not a human, no emergency service (call 112 then) and no legal advice for your case.
    { $service }: { $contact }
help-wegbegleiter =
    How to write: reply to a message. Or type /an and the name, for example: /an jas How are you?
    If you write without a name, I'll ask. Changes and reactions arrive on the other side, too.

    /leute – who belongs to you
    /offen – who is waiting for an answer
    /an NAME – write to somebody
    /checkin NAME – ask now how they are
    /anliegen NAME – prepare a request; it only goes out when the young person says yes
    /zurueck – as a reply to your own message: take it back
    /fragen – look up answers; in any other chat: type my name with @ and a keyword
    /sprache – another language
    /notfall – emergency numbers
    /impressum – who runs this bot
    /stopp – stop being a Wegbegleiter
help-fachkraft =
    Requests from young people for your service arrive here. The buttons under each request: read, take, pass on, ask, answer, done.

    /offen – all open requests
    /anliegen NUMBER – look at one request
    /fragen – look up answers
    /sprache – another language
    /impressum – who runs this bot
    /stopp – stop
help-coordination =
    Reply to a message to write to the young person. Under each request there are buttons: read, take, pass on, answer.

    /leute – all young people and their Wegbegleiter
    /offen – who is waiting for an answer, and which requests are open
    /anliegen NUMBER – look at one request
    /checkin NAME – ask now how they are
    /einladen – invite somebody
    /zuordnen NAME WEGBEGLEITER – who goes with whom
    /an NAME – write to somebody
    /zurueck – as a reply to your own message: take it back
    /fragen – look up answers
    /inhalt – what is to be done about the answers, and open questions
    /auskunft NAME – a copy of all data, for that person
    /loeschen NAME – delete everything about a young person
    /austritt NAME – somebody does not work here any more
    /protokoll NAME – who did what to whose data
    /status – how the bot is doing
    /sprache – another language
    /notfall – emergency numbers
    /impressum – who runs this bot
    /stopp – stop
help-admin =
    /inhalt – what is to be done about the answers, and open questions
    /fragen – look up answers
    /status – how the bot is doing
    /leute – who is connected
    /einladen – invite somebody
    /zuordnen NAME WEGBEGLEITER – who goes with whom
    /auskunft NAME – a copy of all data, for that person
    /loeschen NAME – delete everything about a young person
    /austritt NAME – somebody does not work here any more
    /protokoll NAME – who did what to whose data
    /sprache – another language
    /impressum – who runs this bot
    /stopp – stop
help-unknown = I don't know that one. This is what works:
button-not-yours = This button is not yours or doesn't work any more.

language-question = Which language?
language-done = From now on I'll write to you in English.

name-question = Your name here is { $name }. What should we call you?
name-keep = Keep it
name-kept = Okay, you stay { $name }.
name-done = From now on your name here is { $name }.

emergency-line =
    { $until ->
        [immer] { $call } – { $name }: { $what }
       *[other] { $call } – { $name }: { $what } (today until { $until })
    }
emergency-line-speaks = – also in English
emergency =
    If you or somebody else is in danger right now, call. There now:

    { $numbers }

    I am a computer program and not an emergency service. Nobody sees that you typed this.
emergency-careleaver =
    If you or somebody else is in danger right now, call. There now:

    { $numbers }

    I am a computer program and not an emergency service. Nobody sees that you typed this. Do you want { $wegbegleiter } to get in touch with you right away? Then tap below.
crisis =
    That sounds very hard right now. You do not have to get through it alone. These people are there now:

    { $numbers }

    I also tell { $wegbegleiter } that it is urgent. Nobody reads here around the clock. If you need somebody this minute, please call one of the numbers.
crisis-alone =
    That sounds very hard right now. You do not have to get through it alone. These people are there now:

    { $numbers }

    I am a computer program. Nobody is reading this right now. Please call one of the numbers.
crisis-call-me = Get in touch with me now
crisis-called = { $wegbegleiter } knows that you need somebody now. If nobody gets in touch within a quarter of an hour, I tell somebody else, too.
crisis-called-already = That is on its way. If it cannot wait, please call one of the numbers.
crisis-called-next = I have told { $other } now, too. If it cannot wait, please call one of the numbers: /notfall
crisis-nobody =
    Nobody can be reached here right now. Please call one of the numbers: /notfall
    Or get in touch here: { $contact }
crisis-staff = ⚠️ { $name } needs somebody now. Please get in touch right away: reply to this message. If you cannot, do nothing. In a quarter of an hour the next one is asked.
crisis-mine = I am there now
crisis-yours = Thank you. { $name } knows that you are there. Best write a line right away.
crisis-somebody = { $wegbegleiter } is there now and gets in touch with you in a moment.
crisis-somebody-is-there = Somebody is there already.
crisis-others = { $wegbegleiter } is there for { $name } now.

status =
    Young people: { $careleavers }
    Wegbegleiter: { $wegbegleiter }
    Coming in right now: { $coming }
    On its way right now: { $going }
    Went wrong and waits for help: { $aside }

    { $troubles }
status-fine = ✓ Everything works.
status-trouble =
    ⚠️ { $what }
    { $remedy }
trouble-began =
    ⚠️ { $what }
    { $remedy }
trouble-over = ✓ This is in order again: { $what }
broken =
    Something went wrong on our side. Your message is safe, but I have not passed it on yet. Somebody will take a look.
    If it's urgent: { $contact }
broken-staff = A message could not be handled and was set aside (number { $number }). Please ask somebody who looks after the bot: bleibdran doctor

## When something does not work: for those who look after the bot

trouble-database-full = The disk is full. The bot cannot take in anything new.
trouble-database-full-remedy = Make room in the data folder (df -h). It goes on by itself afterwards. Messages wait at Telegram until then, for 24 hours at most.
trouble-database-readonly = The database cannot be written.
trouble-database-readonly-remedy = See who owns the data folder and the database, and whether the drive is mounted read-only. It goes on by itself afterwards.
trouble-database-locked = Another program holds the database.
trouble-database-locked-remedy = End whatever uses the database beside the bot. It goes on by itself afterwards.
trouble-database-broken = The database is damaged.
trouble-database-broken-remedy = Stop the bot, put the damaged file aside and restore the last backup. New messages wait at Telegram until then, for 24 hours at most.
trouble-database-gone = The database does not answer.
trouble-database-gone-remedy = See whether the database runs and the drive is in order. It goes on by itself afterwards.
trouble-token = Telegram does not accept the token any more. Nothing comes in and nothing goes out.
trouble-token-remedy = Get a new token from @BotFather, set it as BLEIBDRAN_TELEGRAM_TOKEN and restart the bot. What waits is kept.
trouble-conflict = Another program fetches this bot's messages.
trouble-conflict-remedy = End it. Does the bot still run on another machine? If in doubt, get a new token from @BotFather.
trouble-telegram = Telegram does not answer.
trouble-telegram-remedy = Check this machine's network and BLEIBDRAN_TELEGRAM_BASE_URL. What waits leaves in order afterwards.
trouble-webhook = Telegram cannot deliver messages.
trouble-webhook-remedy = See whether BLEIBDRAN_WEBHOOK_URL can be reached from outside and its certificate is valid. What Telegram says: bleibdran doctor
trouble-post = Messages have not left for more than five minutes.
trouble-post-remedy = Does Telegram answer? Does the mail server? More: bleibdran doctor
trouble-mail = The mail server takes nothing. Mails to services wait.
trouble-mail-remedy = What it says: bleibdran doctor
trouble-mailbox = The mailbox for returned mail cannot be read.
trouble-mailbox-remedy = Check BLEIBDRAN_IMAP_URL. What the server says: bleibdran doctor
trouble-aside = Something could not be handled and was set aside.
trouble-aside-remedy = What it is: bleibdran doctor. To try again after an update: bleibdran retry
trouble-content = The newest edit of the content has errors and is not in use.
trouble-content-remedy = Each error with its place and remedy: bleibdran content check
trouble-backup = The last backup is older than two days, or there is none.
trouble-backup-remedy = Back up now: bleibdran backup FILE. Then see why there was none at night.
trouble-disk = Less than 200 MB are free in the data folder.
trouble-disk-remedy = Make room before the bot cannot take in anything any more.

## Quiet and stopping

pause-question = How long would you like some quiet? Messages from your Wegbegleiter then arrive without sound.
pause-1 = Until tomorrow
pause-7 = One week
pause-0 = Until I say so
pause-begun = Okay. You have your quiet now. You can still write at any time.
pause-on = You have your quiet right now.
pause-end = End the quiet
pause-ended = The quiet is over. Good to have you here.

stop-question = Would you like to stop? Then you won't get anything here any more. One tap brings everything back, whenever you want.
stop-question-staff = Would you like to stop? The young people you are there for will go to the coordination team.
stop-question-office = Do you want to stop? Then you will get nothing more here. To come back you need a new invitation.
stop-yes = Yes, stop
stop-no = No
stop-stayed = Okay. Everything stays as it is.
stop-done =
    From now on you won't get anything from us. Thank you for letting us be there for a while.
    If you want contact again: one tap is enough.
stop-done-staff = You have signed off. Thank you for your time. The young people you were there for will hear who is there for them now.
stop-done-office = You have signed off. Thank you for your time.
back-question = You had stopped. Would you like to be in contact again?
back-question-kept = You had stopped. Would you like to be in contact again? Then I'll pass your message on right away.
back-yes = Yes, I'm back
back-no = Not yet
back-not-now = That's okay. I have not passed anything on.
back-done = Good to have you back. { $wegbegleiter } is here for you.
back-requests = Some of your requests were still open. See how they are:
back-already = You are already in.

## For Wegbegleiter

companion-new = { $name } is with you now. Why not say a quick hello: just reply to this message.
companion-over = { $wegbegleiter } is the Wegbegleiter of { $name } now. Thank you for being there.
companion-blocked = { $name } has blocked the bot. Nothing arrives right now. I'll tell you if that changes.
companion-reachable = { $name } can be reached again.
companion-away = { $name } has locked the chat. Maybe somebody else has the phone: don't call and don't write in other ways before you know that it is safe. What you write here, I keep until { $name } is back with the comeback code, three months at most.
companion-unlocked = { $name } is back and has opened the chat with the comeback code. What you wrote meanwhile arrives now.
companion-moved = { $name } now writes from another phone. Here everything goes on as before.
companion-renamed = { $before } is called { $name } here from now on.
companion-paused = { $name } would like some quiet for a while. Your messages arrive, but without sound.
companion-pause-ended = { $name } has ended the quiet.
companion-stopped = { $name } doesn't want contact right now and has stopped. The door stays open: one tap brings { $name } back, and then I'll tell you.
companion-returned = { $name } is back.
companion-left = { $name } can't be your Wegbegleiter any more. You are not alone: { $other } is there for you now.
assigned-you = { $wegbegleiter } is here for you from now on. Just write if there is anything.

people-none = There is nobody on your list right now.
people-list =
    { $people ->
        [one] One person:
       *[other] { $people } people:
    }
    { $lines }
people-line =
    { $others ->
        [keine] • { $name }: { $state }
       *[other] • { $name } (with { $others }): { $state }
    }
state-fine = everything answered
state-waiting = waiting for { $since }
state-paused = would like quiet
state-stopped = has stopped
state-locked = has locked the chat
state-unreachable = can't be reached
ago-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
ago-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
ago-days = { $count } days
open-none = Nobody is waiting. Everything is answered.
open-list =
    { $people ->
        [one] One person is waiting for an answer:
       *[other] { $people } people are waiting for an answer:
    }
    { $lines }
open-line = • { $name } with { $wegbegleiter }, for { $since }
to-nobody = I can't find anybody for “{ $typed }”. /leute shows all names.
to-which = Who do you mean?

## For the coordination team

coordination-alone = { $name } is new and has no Wegbegleiter yet. Until then everything arrives here. To find one: /zuordnen { $name }
coordination-unreachable = { $name } can't be reached any more. Until that changes, messages to { $name } go to the substitute, or else here.
coordination-staff-unreachable = The bot cannot reach { $name } any more.
coordination-reachable = { $name } can be reached again.
coordination-left =
    { $people ->
        [0] { $name } has left.
        [one] { $name } is no longer a Wegbegleiter. One person needs somebody new: /zuordnen
       *[other] { $name } is no longer a Wegbegleiter. { $people } people need somebody new: /zuordnen
    }
coordination-staff-left = { $name } has left.
invite-whom = Who would you like to invite?
invite-with-whom = Who will be this young person's Wegbegleiter?
invite-nobody-yet = Not decided yet
invite-where = In which district (Bezirk)?
invite-no-bezirk = I don't know
invite-made = Invitation for: { $role }
invite-picture = To photograph. Code: { $code } (works once, for { $days } days)
invite-forward =
    To pass on:

    { $service } invites you. Open this link on your phone: { $link }
    If the link doesn't work, send the bot this code: { $code }
invite-not-allowed = You can't make this invitation.
assign-whom = Who gets a Wegbegleiter?
assign-to-whom = Who will be the Wegbegleiter of { $name }?
assign-nobody = I can't find that person among the Wegbegleiter. Invite somebody first: /einladen
assign-done = { $wegbegleiter } is the Wegbegleiter of { $name } now.
assign-gone = That did not work: one of the two is no longer here.

## Command list in the app (at most 256 characters)

command-menu = Menu
command-pause = Some quiet for a while
command-notfall = Who you can call right now
command-sprache = Change language
command-stopp = Stop
command-weg = Quick exit: empty and lock this chat
command-fragen = Ask me: housing, Jobcenter, money
command-inhalt = Answers and open questions
command-hilfe = What I can do
command-leute = Who belongs here
command-an = Write to somebody: /an NAME
command-offen = What is open and who is waiting
command-zurueck = Take back a message (as a reply)
command-einladen = Invite somebody
command-zuordnen = Who goes with whom
command-status = How the bot is doing

## Questions and answers

date = { $day }.{ $month }.{ $year }
faq-other-language = This answer is only there in { $language }.
faq-expired = ⚠️ This was true until { $day } and is being checked. Ask before you rely on it.
faq-local = 📍 Where you live
faq-who-helps = Who can help you
faq-sources = Written in:
faq-covered = Tap the text to see it.
faq-checked = Last checked on { $day }. I am a program and only inform. An advice centre tells you what holds in your case.
faq-unchecked = I am a program and only inform. An advice centre tells you what holds in your case.

faq-ask = What would you like to know? Write it as you would say it. Or choose a topic:
faq-group = { $group }
faq-back = ↩︎ Back
faq-previous = ◀︎
faq-next = ▶︎
faq-all = All topics
faq-which = Do you mean one of these?
faq-none-of-these = No, something else
faq-unanswered =
    I do not know an answer to that, and I do not want to guess.
    Shall { $name } get your question?
faq-unanswered-alone =
    I do not know an answer to that, and I do not want to guess.
    The best place to ask: { $contact }
faq-gone = This answer is not there any more. Look for a new one here:
faq-helped = 👍 That helped
faq-not-helped = 👎 Does not help
faq-thanks = Good to know. Thank you.
faq-sorry =
    Thank you for saying so. Those who write the answers see it, but not who said it.
    { $name } may be able to help you better.
faq-sorry-alone =
    Thank you for saying so. Those who write the answers see it, but not who said it.
    You also get help here: { $contact }
faq-ask-wegbegleiter = Ask { $name }
faq-send = Shall I pass this message on to { $name }?
faq-send-yes = Yes
faq-send-no = No
faq-sent = Your question goes to { $name }.
faq-kept = All right. The question stays between us.
faq-just-write = Just write your question here. It goes to { $name }.
faq-maybe = Maybe this helps you:
faq-hint = Your message is on its way. I know something about this, too:
menu-questions = Questions and answers

content-state =
    { $state }
    Entries: { $entries }. Version: { $version }
content-fine = The content is fine. What you change in the folder holds after a few seconds.
content-rejected =
    The last change to the content has errors. The bot goes on using the last good state.
    { $problems }
    { $more ->
        [0] All of it: bleibdran content check
       *[other] And { $more } more. All of it: bleibdran content check
    }
content-changed = The content has changed and is in use now ({ $entries } entries).
content-unsolved-button = Open questions ({ $count })
content-stale-button = To be reviewed ({ $count })
content-unsolved =
    What got no good answer. Who asked is not stored; after { $days } days a question is gone.

    { $lines }
content-unsolved-none = No open questions.
content-unanswered-line = • { $text }
content-unhelpful-line = • { $text } (did not help: { $entry })
content-stale =
    Please review ({ $count }):
    { $lines }
content-stale-none = Nothing to review.
content-stale-line =
    { $why ->
        [over] • { $slug }: was valid until { $day }
       *[old] • { $slug }: last reviewed on { $day }
    }
content-review =
    Once a month: somebody should review these answers ({ $count }).
    { $lines }
    Then set reviewed and valid_until anew at the top of the file.

## Days

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
day = { $weekday }, { $day } { month }

## Check-ins

menu-checkin = How I am
menu-requests = My requests
command-checkin = Ask how somebody is
command-anliegen = Requests to offices and advice centres

checkin-consent = May I get in touch now and then and ask how you are?
checkin-yes = Yes, please do
checkin-no = No
checkin-agreed = Good. I'll ask you next on { $next }. You can change that at any time with /checkin.
checkin-refused = That's okay, I won't ask. { $wegbegleiter } is still here for you: just write.
checkin-stopped = You had stopped. Would you like to be in contact again?
checkin-is-on = I'll ask you next on { $next }. What would you like?
checkin-is-off = Right now I don't ask how you are. You can change that at any time.
checkin-on = Yes, do ask me now and then
checkin-off = Don't ask any more
checkin-tell-now = Tell you now
checkin-how-often = How often
checkin-what-hour = What time
checkin-what-zone = Where I am
checkin-who-sees = Who sees it
checkin-settings = When and how often
checkin-when = { $weekday }, { $day } { month }, at about { $hour }:00
checkin-how-often-question = How often should I ask?
checkin-every-plan = More often at first, then monthly
checkin-every-week = Every week
checkin-every-fortnight = Every two weeks
checkin-every-month = Once a month
checkin-what-day = On which day?
checkin-hour = { $hour }:00
checkin-hour-question = At about what time?
checkin-zone-question = Where are you? Then the time is right for you.
checkin-changed = Done. I'll ask you next on { $next }.

checkin-hello = Hello { $name }, how are you? I have a few questions. You can answer most of them with one tap.
checkin-hello-changed =
    Hello { $name }, how are you? I have a few questions, most of them to tap.

    One thing first: You once said yes to being asked. The text for that now says:
    { $question }
checkin-still = Thank you. How are you, { $name }?
checkin-reminder = Hello { $name }, I just wanted to ask once more how you are. If you don't feel like it right now, that's completely fine.
checkin-start = Yes, let's go
checkin-tomorrow = Tomorrow
checkin-next-week = Next week
checkin-not-now = Not in the mood
checkin-snoozed-1 = Good, I'll ask you tomorrow.
checkin-snoozed-7 = Good, I'll ask you next week.
checkin-declined = That's fine. Thank you for telling me. I'll ask again another time.
checkin-question =
    { $left ->
        [0] { $question }
            (last question)
       *[other] { $question }
    }
checkin-answer-yes = Yes
checkin-answer-no = No
checkin-answer-voice = (voice message or picture, comes in a moment)
checkin-that-is-all = Done
checkin-own-words = ✍️ My own words
checkin-skip = Skip
checkin-write = Write it or send a voice message. It will belong to this question.
checkin-done-already = That's already done. Thank you.
checkin-help = Thank you for telling me. What would help you now?
checkin-talk = Talk to { $name }
checkin-ask-service = Ask a service for help
checkin-go-on = Nothing right now, go on
checkin-talk-told = { $name } knows now that you would like to talk. Just write here.
checkin-talk-nobody =
    You don't have your own person yet. Please write here anyway. I'll pass it on as soon as somebody is there.
    If it's urgent: { $contact }
checkin-thanks = Thank you for taking the time.
checkin-share-question =
    Thank you for taking the time.
    May { $wegbegleiter } see your answers? Without your yes, { $wegbegleiter } only sees that you answered.
checkin-share-all = Yes, all of them
checkin-share-none = No
checkin-share-some = Only some
checkin-share-which = Which of your answers may { $wegbegleiter } see? Tap what you would like to show.
checkin-share-done = Done
checkin-shared = Good, that's how we do it. { $wegbegleiter } only sees what you allowed. You can change that with /checkin.
checkin-shared-nothing = Good. Nobody sees your answers. Your Wegbegleiter only sees that you answered. You can change that with /checkin.
checkin-sentence = Hello { $name }, this is { $wegbegleiter }. I'm thinking of you and would like to hear how you are. You don't have to explain anything, a short sign is enough.
checkin-send-sentence = Send this
checkin-not-wanted = { $name } doesn't want to be asked regularly. But you can write at any time.
checkin-paused = { $name } would like some quiet right now. You can try again after that.
checkin-sent-already = { $name } is being asked already.
checkin-on-its-way = I'm asking { $name } now how they are.
checkin-waits = I'll ask { $name } as soon as the quiet hours are over, at { $hour }.

companion-answered = { $name } has answered the questions. What they said stays with { $name }.
companion-answers =
    { $name } has answered the questions and would like to show you this:

    { $lines }
companion-answer-line = • { $question } { $answer }
companion-declined = { $name } got in touch and is not in the mood for questions right now. That's okay.
companion-wants-to-talk = { $name } would like to talk to you. It's about: { $topic }. Just reply to this message.
companion-silent =
    Two times now, { $name } has not answered the questions. That doesn't have to mean anything. Maybe one sentence from you helps more than a question from me. For example:

    “{ $sentence }”
companion-sentence-sent =
    Sent to { $name }:

    “{ $sentence }”
companion-request-waits = The service has a question about a request from { $name } ({ $topic }). There is no answer yet. Maybe the two of you can look at it together.
coordination-silent = Three times now, { $name } has not answered the questions, and has not written anything else. The Wegbegleiter knows. Nothing ends because of this. Think together about how to get back in contact.

## Requests

request-topic-other = Something else
request-part-photo = Photo
request-part-voice = Voice message
request-part-video = Video
request-part-document = File
request-part-other = Message
request-stopped = You had stopped. Would you like to be in contact again?
request-list =
    Your requests:
    { $lines }
request-line = • No. { $number }, { $topic }: { $state }
request-button = No. { $number }: { $topic }
request-new = New request
request-topics = What do you need help with?
request-topics-for = What does { $name } need help with?
request-write =
    { $topic }: what is going on, and what do you need? Write it as you would say it. You can also send a voice message, or a photo of a letter.
    Nobody gets this yet. First you see exactly what I would send.
request-write-more = Write or send what you would like to add. You see it once more before anybody gets it.
request-write-for = Write in one message what it is about for { $name } and what is needed. { $name } reads it first and decides if it goes out.
request-noted = I've got that. Is there anything else? If not, take a look at it.
request-show = Take a look
request-drop = Rather not
request-dropped = Okay. Nothing was sent. I have deleted it.
request-empty = There is nothing here yet. Write what is going on, or send a photo or a voice message.
request-by-you = “{ $words }”
request-by-wegbegleiter = “{ $words }” (written by your Wegbegleiter)
request-shown =
    { $also ->
        [keine] To: { $service }
       *[other] To: { $service }
            Together with: { $also }
    }
    { $others ->
        [keine] Nobody else sees it.
       *[other] If nobody there answers, it goes one after the other to: { $others }
    }
    { $bezirk ->
        [keiner] From: { $name }
       *[other] From: { $name }
            District (Bezirk): { $bezirk }
    }
    Topic: { $topic }

    { $words }
request-shown-reply =
    { $others ->
        [keine] To: { $service }
       *[other] To: { $service }
            Can read it, too: { $others }
    }

    { $words }
request-preview =
    This is exactly what I would send:

    { $shown }

    Do they need your full name or a number of yours? Then please add it. Should I send it like this?
request-preview-for =
    { $name } has written this down for you. You decide if it goes out. This is exactly what I would send:

    { $shown }

    Should I send it like this?
request-yes = Yes, send it
request-more = Add something
request-also = One more service
request-about = Another topic
request-also-which = Which service should get it, too? All of them then see how it is going, and each one can take it.
request-changed = Something has changed. Please take another look.
request-sent-already = That's already on its way.
request-sent =
    I have sent this:

    { $shown }
request-for-asked = { $name } sees it now and decides if it goes out.
request-at = Your request ({ $topic }) is now with: { $service }. You should hear something by { $by }.
request-passed = { $service } is now asked to take your request ({ $topic }). Until somebody there says yes, it stays with: { $giver }. You should hear something by { $by }.
request-taken = { $service } is now looking after your request ({ $topic }). You should hear something by { $by }.
request-watched = { $service } has not answered your request ({ $topic }) yet. Now somebody from our team is looking at it, too. We'll keep at it.
request-question =
    { $service } has a question about your request ({ $topic }):

    { $words }
request-question-again = A little reminder: { $service } has a question about your request ({ $topic }). One sentence is enough as an answer.
request-reply = Answer
request-answer =
    { $service } has answered your request ({ $topic }):

    { $words }

    Did that help?
request-done = { $service } says: your request ({ $topic }) is done. Did that help?
request-helped-again = One more short question about your request ({ $topic }) to { $service }: did that help? If you say nothing, I'll let it rest. You can always open it again with /anliegen.
request-helped = Yes, thank you
request-not-helped = No
request-confirmed = Good to hear. If there is something after all, just open it again.
request-reopen = Open again
request-reopened = Good that you say so. Your request is open again and is with: { $service }. Somebody from our team is looking at it, too.
request-open-already = The request is already open.
request-pass-question = { $giver } says: your request ({ $topic }) is a better fit for { $service }. May { $service } see it? Without your yes it stays where it is.
request-pass-yes = Yes
request-pass-no = No
request-pass-agreed = Good, { $service } may see it.
request-pass-refused = Good. Your request stays with: { $service }.
request-take-back = Take back
request-back-unread = Would you like to take the request back? Nobody has read it yet. After that it's gone.
request-back-read = Would you like to take the request back? Somebody has read it already. I'll tell them that you no longer want it.
request-back-yes = Yes
request-back-no = No
request-withdrawn = Taken back. From now on nobody can open it.
request-closed = That's not open any more.
request-one =
    No. { $number }, { $topic }: { $state }

    { $history }
request-step =
    { $service ->
        [keiner] { $day }: { $what }
       *[other] { $day }: { $what } ({ $service })
    }
request-step-offered = sent
request-step-opened = read
request-step-taken = taken
request-step-passed = passed on
request-step-given-back = given back
request-step-wanted = asked if it may be passed on
request-step-not-wanted = stays where it is
request-step-asked-back = question for you
request-step-replied = answered by you
request-step-no-reply = it goes on without your answer, too
request-step-next = the next service was asked
request-step-answered = answered
request-step-confirmed = has helped
request-step-reopened = opened again
request-step-withdrawn = taken back
request-state-drafted = not sent yet
request-state-offered = is with { $service }, waiting for an answer
request-state-taken = { $service } is looking after it
request-state-waiting = { $service } has a question for you
request-state-passed = { $service } is passing it on
request-state-answered = { $service } has answered
request-state-confirmed = has helped
request-state-reopened = open again with { $service }
request-state-withdrawn = taken back
faq-ask-service = Ask a service for help

## Requests at the services

invite-for-which = For which service?
invite-made-for = Invitation for: { $role } ({ $service }). The code also works in a group of the service.

case-offer =
    New request no. { $number }: { $topic } (Bezirk: { $bezirk })
    Please take it or answer by { $by }. Not yours? Then pass it on.
case-reminder = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is still waiting for you. By { $by } please, after that the next service is asked.
case-lapsed = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is no longer with you. There is nothing more to do.
case-shared = For your information: request no. { $number }: { $topic } (Bezirk: { $bezirk }). The young person would like you to share it. Another service is asked first (by { $by }). You see how it is going and can take it.
case-taken = Another service has taken request no. { $number } ({ $topic }, Bezirk: { $bezirk }). There is nothing for you to do right now. They answer by { $by }.
case-accepted = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) was accepted. There is nothing more to do. They answer by { $by }.
case-returned = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) was not accepted and stays with you. Please answer by { $by } or pass it on to another service.
case-stays = The young person does not want request no. { $number } ({ $topic }, Bezirk: { $bezirk }) to be passed on. It stays with you. Please answer by { $by }.
case-reply = The young person has written something about request no. { $number } ({ $topic }, Bezirk: { $bezirk }). Please answer by { $by }.
case-no-reply = There was no answer to your question about request no. { $number } ({ $topic }, Bezirk: { $bezirk }). Please see by { $by } what can be done without it.
case-slow = Your answer to request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is still missing. By { $by } please.
case-answered = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) has been answered.
case-confirmed = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }): the young person says it has helped. Thank you.
case-reopened = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is open again and with you: it has not helped yet. Please answer by { $by }.
case-withdrawn = Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) was taken back. There is nothing more to do.
case-resend = New links for request no. { $number } ({ $topic }, Bezirk: { $bezirk }). Time limit: { $by }.
case-unreachable = Request no. { $number } ({ $topic }): { $service } can't be reached (no mail, nobody in the messenger). It goes to the next service.
case-bounced = Request no. { $number } ({ $topic }): the message to { $service } did not arrive. Please check the address (dienste/).
case-nobody = Request no. { $number } ({ $topic }): { $service } has not answered. Asked now: { $next }. Please keep an eye on it.
case-slow-watch = Request no. { $number } ({ $topic }): { $service } has taken it, but the answer is still missing. Please keep an eye on it.
case-reopened-watch = Request no. { $number } ({ $topic }) with { $service } is open again: it has not helped. Please keep an eye on it.
case-show = Take a look
case-open = Read
case-take = Take it
case-pass = Pass on
case-back = Give back
case-ask = Ask
case-answer = Answer
case-done = Done
case-words =
    Request no. { $number }: { $topic }
    From: { $name } (Bezirk: { $bezirk })

    { $words }
case-from-careleaver = Young person
case-from-wegbegleiter = Wegbegleiter
case-one = Request no. { $number }, { $topic }: { $state }
case-taken-by = Request no. { $number }, { $topic }: taken by { $who }. { $state }
case-late = That's not possible any more: it is with { $who } now.
case-not-yours = This request is not here, or not any more.
case-no-service = You don't belong to a service yet. You can get a new invitation here: { $contact }
case-none = There is no open request right now.
case-list =
    { $count ->
        [one] One request:
       *[other] { $count } requests:
    }
    { $lines }
case-line = • No. { $number }, { $topic }: { $state }, since { $since }
case-button = No. { $number }: { $topic }
case-state-offered = { $holder } was asked, not taken yet
case-state-taken =
    { $who ->
        [niemand] with { $holder }
       *[other] with { $holder } ({ $who })
    }
case-state-waiting = with { $holder }, waiting for the young person
case-state-passed = passed on by { $holder } to { $asked }, not accepted yet
case-state-answered = answered by { $holder }
case-state-confirmed = closed, has helped
case-state-withdrawn = withdrawn
case-state-reopened = open again with { $holder }
case-pass-whom = Who should get request no. { $number }? Until somebody there says yes, it stays with you.
case-passed-to = Request no. { $number } is now offered to { $service }. Until somebody there says yes, it stays with you.
case-asked-to = I'm asking the young person if { $service } may see request no. { $number }. Until then it stays with you.
case-given-back = Request no. { $number } stays with { $service }.
case-write-question = Write your question about request no. { $number } as a reply to this message.
case-write-answer = Write your answer to request no. { $number } as a reply to this message. The young person reads it exactly as you write it.
case-ask-sent = The question about request no. { $number } is on its way. I'll tell you as soon as there is an answer.
case-answer-sent = The answer to request no. { $number } is on its way. The young person will say if it has helped.
case-take-first = Take request no. { $number } first, then you can answer.
case-as-what = For request no. { $number }: what is this?
case-as-answer = Our answer
case-as-ask = A question
case-as-no = Do not send
case-done-sent = Request no. { $number } is marked as done. The young person will say if it has helped.
case-digest =
    { $count ->
        [one] This week, one open request:
       *[other] This week, { $count } open requests:
    }
    { $lines }

mail-subject-offer = New request no. { $number }
mail-subject-reminder = Request no. { $number } is still waiting
mail-subject-lapsed = Request no. { $number } is no longer with you
mail-subject-shared = Request no. { $number }: for your information
mail-subject-taken = Request no. { $number } was taken
mail-subject-accepted = Request no. { $number } was accepted
mail-subject-returned = Request no. { $number } stays with you
mail-subject-stays = Request no. { $number } stays with you
mail-subject-reply = Request no. { $number }: there is an answer
mail-subject-no-reply = Request no. { $number }: no answer to your question
mail-subject-slow = Request no. { $number }: answer still missing
mail-subject-answered = Request no. { $number } has been answered
mail-subject-confirmed = Request no. { $number }: it has helped
mail-subject-reopened = Request no. { $number } is open again
mail-subject-withdrawn = Request no. { $number } was taken back
mail-subject-resend = Request no. { $number }: new links
mail-offer =
    Hello,

    A young person in aftercare (Nachbetreuung) is asking { $service } for support. Topic: { $topic }. District (Bezirk): { $bezirk }.

    Please take the request or answer it by { $by }. If it is not yours, pass it on with one click. If there is no answer, we will then ask the next service.

    To protect the young person, what they wrote is not in this mail. You can read it on the page behind the buttons. Each link works once and only for { $service }. Please answer on the page, not to this mail.

    Kind regards
    { $operator }, { $contact } (request no. { $number })
mail-reminder =
    Hello,

    Request no. { $number } is still waiting for { $service }. Topic: { $topic }. District (Bezirk): { $bezirk }.

    Please take it, answer it or pass it on by { $by }. After that we will ask the next service.

    Kind regards
    { $operator }, { $contact }
mail-lapsed =
    Hello,

    Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is no longer with { $service }. There is nothing more for you to do.

    Kind regards
    { $operator }, { $contact }
mail-shared =
    Hello,

    A young person would like { $service } to share a request. Topic: { $topic }. District (Bezirk): { $bezirk }.

    Another service is asked first (by { $by }). You can see how it is going and take the request at any time.

    Kind regards
    { $operator }, { $contact } (request no. { $number })
mail-taken =
    Hello,

    Another service has taken the shared request no. { $number } ({ $topic }, Bezirk: { $bezirk }). They will answer by { $by }. There is nothing for { $service } to do right now.

    Kind regards
    { $operator }, { $contact }
mail-accepted =
    Hello,

    Request no. { $number } ({ $topic }, Bezirk: { $bezirk }), which { $service } passed on, was accepted. They will answer by { $by }. There is nothing more for you to do.

    Kind regards
    { $operator }, { $contact }
mail-returned =
    Hello,

    Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) was not accepted and stays with { $service }. Please answer by { $by }, or pass it on to another service.

    Kind regards
    { $operator }, { $contact }
mail-stays =
    Hello,

    The young person does not want request no. { $number } ({ $topic }, Bezirk: { $bezirk }) to be passed on. It stays with { $service }. Please answer by { $by }.

    Kind regards
    { $operator }, { $contact }
mail-reply =
    Hello,

    The young person has written something to { $service } about request no. { $number } ({ $topic }, Bezirk: { $bezirk }). You can read it on the page behind the buttons. Please answer by { $by }.

    Kind regards
    { $operator }, { $contact }
mail-no-reply =
    Hello,

    There was no answer to the question from { $service } about request no. { $number } ({ $topic }, Bezirk: { $bezirk }). The Wegbegleiter knows. Please see by { $by } what can be done without the answer.

    Kind regards
    { $operator }, { $contact }
mail-slow =
    Hello,

    The answer from { $service } to request no. { $number } ({ $topic }, Bezirk: { $bezirk }) is still missing. Please answer by { $by }. After that the coordination team will look at it, too.

    Kind regards
    { $operator }, { $contact }
mail-answered =
    Hello,

    The shared request no. { $number } ({ $topic }, Bezirk: { $bezirk }) has been answered. There is nothing more for { $service } to do.

    Kind regards
    { $operator }, { $contact }
mail-confirmed =
    Hello,

    About request no. { $number } ({ $topic }, Bezirk: { $bezirk }) the young person says: it has helped. Many thanks to { $service }.

    Kind regards
    { $operator }, { $contact }
mail-reopened =
    Hello,

    About request no. { $number } ({ $topic }, Bezirk: { $bezirk }) the young person says: it has not helped yet. It is open again and with { $service }. Please answer by { $by }.

    Kind regards
    { $operator }, { $contact }
mail-withdrawn =
    Hello,

    Request no. { $number } ({ $topic }, Bezirk: { $bezirk }) was taken back. There is nothing more for { $service } to do.

    Kind regards
    { $operator }, { $contact }
mail-resend =
    Hello,

    Here are new links for request no. { $number } ({ $topic }, Bezirk: { $bezirk }) for { $service }. Time limit: { $by }.

    Kind regards
    { $operator }, { $contact }
mail-link-open = Read the request
mail-link-take = Take it
mail-link-pass = Pass it on
mail-link-ask = Ask a question
mail-link-answer = Answer
mail-link-done = Done

## The page behind the links

link-title = Request no. { $number }
link-about = { $topic } (Bezirk: { $bezirk })
link-from = From { $name }
link-foot = { $operator }, { $contact }. This page is for your service only. Please do not pass the link on.
link-unknown = There is no such link. Please open it just as it stands in the mail.
link-expired = This link to request no. { $number } has expired. We send a new one to your service’s address.
link-used = This link to request no. { $number } has been used. We send a new one to your service’s address.
link-resend = Send new links
link-resent = New links are on their way to your service’s address.
link-gone = This request cannot be seen any more. The young person has withdrawn it, or it was long ago.
link-empty = There is nothing there yet. Please go back and write something.
link-slow = This takes longer than usual. It has been saved and happens by itself. You need not do anything again.
link-broken = That did not work just now. Please load the page again in a few minutes.
link-late = That is not possible any more: the request is with { $who } now.
link-read = Read the request
link-read-first = After the click you see what the young person has written. From then on they know that somebody has read it.
link-take = Take it
link-take-done = Taken. The young person knows.
link-pass = Pass it on
link-pass-label = To whom? Until somebody there accepts, it stays with you.
link-pass-done = Offered to: { $service }. Until somebody there accepts, it stays with you.
link-asked-done = We ask the young person whether { $service } may see it. Until then it stays with you.
link-back = Give it back
link-back-done = Given back.
link-ask = Send the question
link-ask-label = Your question to the young person
link-ask-done = The question is on its way. The answer comes by mail.
link-answer = Send the answer
link-answer-label = Your answer. The young person reads it just as it stands here.
link-answer-done = The answer is on its way. The young person says whether it has helped.
link-done = Report as done
link-done-done = Reported as done. The young person says whether it has helped.
link-state-offered = Offered to { $service }, not taken yet.
link-state-taken = Taken by { $holder }.
link-state-waiting = With { $holder }, waiting for the young person’s answer.
link-state-passed = Offered by { $holder } to { $service }, not accepted yet.
link-state-answered = Answered by { $holder }.
link-state-confirmed = Closed: it has helped.
link-state-reopened = Open again, with { $holder }.

## Who runs this

impressum =
    Who runs this bot:

    { $lines }

    I am a program, not a human being. I am no emergency service and no legal advice. Taking part is voluntary. Once you have joined, /daten shows what is stored about you; there you can also correct and delete it.
impressum-line = { $what }: { $how }
impressum-anbieter = Provider
impressum-anschrift = Address
impressum-vertreten-durch = Represented by
impressum-kontakt = Contact
impressum-datenschutz = Data protection
impressum-aufsicht = Complaints
impressum-data = The bot is a program, not a human being, no emergency service and no legal advice. Taking part is voluntary. With /daten everybody sees in the chat what is stored about them, what for and for how long, gets a copy, and can correct and delete it. Complaints go to the supervisory authority.
link-impressum = Who runs this

## My data

command-daten = What is stored about me
menu-data = My data
data-overview =
    This is stored about you, { $name }:

    👤 Who you are here: your name, your language, this chat, your Bezirk, your invitation, who is at your side and what you are answering right now. Stays until you delete it. Your name is seen by those at your side, our team, and services you send a request to.

    💬 Messages: What is in them I delete as soon as it has arrived; only whoever gets it can read it. Which message stands where ({ $relayed }) stays { $relayed_stay }, without content. Nobody sees that.

    🙂 How you are: when you want to be asked and were asked, your answers ({ $given }) and what of them you show. Answers stay { $answers_stay }. Your Wegbegleiter only sees the topics you show them.

    🗓 Record of contact: when I asked and whether an answer came ({ $contacts }), without content. Stays { $contacts_stay }, also after deleting, then without a name. Coordination sees that.

    📮 Requests ({ $requests }): what you wrote for them, whom you show them to and what became of them. They stay { $requests_stay } after they end. Only services you agreed to can see them.

    🆘 Emergencies ({ $alerts }): when you urgently needed somebody and whom I told, not why. Stays 30 days. Whoever I told sees that.

    🔎 Who did what with your data ({ $deeds }): for example who read your request, without content. Stays { $deeds_stay }, also after deleting, then without a name. Coordination sees that.

    Everything with words in it is encrypted.
data-copy = All of it as a file
data-who = Who sees what?
data-who-sees =
    { $names ->
        [niemand] Your messages are read by somebody from the team of { $service }.
       *[other] Your messages are read by: { $names }. If none of them is there, somebody from the team of { $service } reads them.
    }
    Your Wegbegleiter sees your answers to my questions only for the topics you show them.
    A request is seen only by the services you saw before sending it, and by each only when it is their turn.
    Nobody here sees your number or username. What Telegram itself sees we cannot change.
data-page = To read: open the file in a browser.
data-json = The same for programs.
data-heading = What { $service } has stored about you
data-erase = Delete everything
data-erase-question =
    Shall I delete everything about you? That happens at once and cannot be undone.

    I withdraw open requests. I cannot delete messages that stand in other people’s chats. That and when I asked after you, and who did what to your data, the service must be able to prove: that stays without your name, until { $year } at the latest.
    Do you just want quiet, or to stop? For that there are /pause and /stopp.
data-erase-yes = Yes, delete everything
data-erase-no = No
data-kept = Good. Everything stays as it is.
data-erased =
    Deleted on { $day }: { $rows } entries. Nothing about you is stored here any more.
    Your key is deleted, too: what the bot's backups still hold can't be opened any more.
    What is left, without a name, under number { $number }: when I asked after you, and who did what to your data.
    All the best. If you want to be part of this again later, you need a new invitation.
data-erased-companion = { $name } has had everything deleted and is not here any more. What stands in your chat only you can delete.
data-intro = This is everything stored about you here, and how long it stays. Read what interests you. The second file holds the same for programs, with all technical details.
data-foot = Something is wrong, or you want everything deleted? Write /daten in the chat. Questions: { $contact }
data-all = See all { $count }
data-yes = yes
data-request = No. { $number }
data-chat = { $messenger }, number { $number }
data-time = { $day } { $month } { $year }, { $time }
data-day = { $day } { $month } { $year }
data-open-end = until you change it
data-span-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
data-span-years =
    { $count ->
        [one] one year
       *[other] { $count } years
    }
data-group-you = Who you are here
data-group-messages = Messages
data-group-checkins = How you are
data-group-contacts = Record of contact
data-group-requests = Requests
data-group-alerts = Emergencies
data-group-trail = Who did what with your data
data-person-you = you
data-person-careleaver = another young person
data-person-wegbegleiter = your Wegbegleiter
data-person-fachkraft = a professional
data-person-coordination = our team (coordination)
data-person-admin = who looks after the bot
data-person-gone = somebody who is not here any more
data-stays-person = Stays until you delete everything.
data-stays-delivery = What is in it is gone as soon as it has arrived.
data-stays-answered = Stays until that is done.
data-stays-ereignisse = What is in it is gone as soon as it is passed on; the rest stays { $span }.
data-stays-zuordnung-nachrichten = Stays { $span }.
data-stays-checkin-antworten = Stays { $span }.
data-stays-anliegen = Stays { $span } after the request has ended.
data-stays-kontaktnachweis = Stays { $span }, also if you delete everything, but then without your name.
data-stays-protokoll = Stays { $span }, also if you delete everything, but then without your name.
data-stays-einladung = Stays until it has been expired for 30 days.
data-stays-stunde = Stays one hour.
data-stays-monat = Stays 30 days after it is over.
data-title-people = You
data-why-people = So that I know who you are and how to reach you.
data-field-people-name = Your name here
data-field-people-role = You are here as
data-field-people-state = Status
data-field-people-language = Language
data-field-people-address = Your chat
data-field-people-group-chat = The chat is a group
data-field-people-bezirk = Bezirk
data-field-people-service = Service
data-field-people-joined-at = Here since
data-field-people-reachable = Can be reached
data-field-people-paused-until = Quiet until
data-field-people-voice = Last to write in your chat
data-field-people-hinted-at = Last offered you an answer unasked
data-value-people-state-active = here
data-value-people-state-stopped = you stopped
data-value-people-state-left = not here any more
data-field-people-consent-answer = To the changed text you said
data-value-people-consent-answer-yes = yes
data-value-people-consent-answer-no = no
data-title-companionships = Who is at your side
data-why-companionships = So that your messages reach the right people.
data-field-companionships-careleaver = Whom
data-field-companionships-wegbegleiter = Who
data-field-companionships-kind = As
data-field-companionships-since = Since
data-field-companionships-until = Until
data-field-companionships-waiting-since = You have been waiting for an answer since
data-value-companionships-kind-main = there for you
data-value-companionships-kind-substitute = substitute
data-title-invitations = Your invitation
data-why-invitations = It brought you here.
data-field-invitations-name = Name on the invitation
data-field-invitations-role = Invited as
data-field-invitations-wegbegleiter = Meant to be at your side
data-field-invitations-bezirk = Bezirk
data-field-invitations-service = Service
data-field-invitations-care-ended = Care ended
data-field-invitations-created-by = Invited by
data-field-invitations-created-at = Made on
data-field-invitations-expires-at = Valid until
data-field-invitations-used-at = Used on
data-title-attempts = Wrong codes
data-why-attempts = So that nobody can try codes one after the other.
data-field-attempts-at = On
data-title-steps = Where we are in our conversation
data-why-steps = So that I know what your next message answers.
data-field-steps-since = Since
data-title-held = Messages that still wait
data-why-held = They leave as soon as somebody is there or you have decided.
data-field-held-event = Message
data-field-held-since = Waiting since
data-title-relayed = Which message stands where (no content)
data-why-relayed = So that replies, edits and reactions reach the right message.
data-field-relayed-author = From
data-field-relayed-recipient = To
data-field-relayed-at = On
data-title-topics = Your place in others’ chats
data-why-topics = So that your messages stand together there.
data-field-topics-host = In the chat of
data-field-topics-guest = For
data-title-inbox = What arrives from you
data-why-inbox = So that nothing is lost and nothing arrives twice.
data-field-inbox-event = Message
data-field-inbox-state = Status
data-field-inbox-received-at = Arrived
data-value-inbox-state-queued = being handled
data-value-inbox-state-done = done
data-value-inbox-state-aside = went wrong, somebody is looking
data-title-outbox = What is or was on its way
data-why-outbox = So that every message really arrives.
data-field-outbox-message = Message
data-field-outbox-author = From
data-field-outbox-recipient = To
data-field-outbox-state = Status
data-field-outbox-created-at = Sent off
data-field-outbox-done-at = Done
data-value-outbox-state-queued = waits
data-value-outbox-state-sending = is on its way
data-value-outbox-state-sent = arrived
data-value-outbox-state-failed = did not arrive
data-value-outbox-state-dropped = taken back
data-title-rhythms = When you want to be asked
data-why-rhythms = So that I ask as often and when it suits you.
data-field-rhythms-state = Being asked
data-field-rhythms-start = Counted from
data-field-rhythms-every = How often
data-field-rhythms-weekday = Day of the week
data-field-rhythms-hour = Time of day
data-field-rhythms-zone = Time zone
data-field-rhythms-due-at = Next time
data-field-rhythms-number = Asked so often
data-field-rhythms-missed = Lately without an answer
data-field-rhythms-sharing-asked = Asked who may see it
data-value-rhythms-state-asked = not decided yet
data-value-rhythms-state-on = yes
data-value-rhythms-state-off = no
data-value-rhythms-every-week = every week
data-value-rhythms-every-fortnight = every two weeks
data-value-rhythms-every-month = once a month
data-title-shares = Which answers you show
data-why-shares = So that your Wegbegleiter only sees what you allowed.
data-field-shares-topic = You show
data-title-checkins = When you were asked
data-why-checkins = So that I do not ask twice and you can also answer later.
data-field-checkins-planned-for = Planned for
data-field-checkins-by-hand = Out of turn
data-field-checkins-state = Status
data-field-checkins-sent-at = Asked
data-field-checkins-reminded-at = Reminded
data-field-checkins-heard-at = You got in touch
data-field-checkins-due-at = Looked at again
data-value-checkins-state-open = waits for you
data-value-checkins-state-begun = begun
data-value-checkins-state-done = answered
data-value-checkins-state-declined = you were not in the mood, that is fine
data-value-checkins-state-missed = no answer yet
data-value-checkins-state-unsent = not sent
data-title-answers = What you answered
data-why-answers = So that you can show it if you want to.
data-field-answers-question = Question
data-field-answers-value = Your answer
data-field-answers-topic = Topic
data-field-answers-at = On
data-title-contacts = When there was contact (no content)
data-why-contacts = The law wants us to ask after you regularly. This only says that we did.
data-field-contacts-at = On
data-field-contacts-kind = How
data-field-contacts-outcome = What came of it
data-value-contacts-kind-checkin = Asked how you are
data-value-contacts-kind-by-hand = Asked out of turn
data-value-contacts-kind-reminder = Reminder
data-value-contacts-outcome-open = no answer yet
data-value-contacts-outcome-answered = you answered
data-value-contacts-outcome-declined = you were not in the mood
data-value-contacts-outcome-missed = no answer
data-value-contacts-outcome-unsent = did not arrive
data-title-requests = Your requests
data-why-requests = So that somebody is always responsible and nothing is left lying.
data-field-requests-id = Request
data-field-requests-topic = Topic
data-field-requests-state = Status
data-field-requests-created-by = Begun by
data-field-requests-holder = Is with
data-field-requests-taken-by = Who looks after it there
data-field-requests-offered-to = Offered to
data-field-requests-wanted = May go to
data-field-requests-also = Together with
data-field-requests-watched = Our team looks on
data-field-requests-created-at = Begun
data-field-requests-agreed-at = Your yes
data-field-requests-opened-at = First read
data-field-requests-changed-at = Last changed
data-field-requests-due-at = Looked at again by
data-field-requests-closed-at = Closed
data-value-requests-state-drafted = not sent yet
data-value-requests-state-offered = waits for the service
data-value-requests-state-taken = somebody looks after it
data-value-requests-state-waiting = waits for you
data-value-requests-state-passed = is being passed on
data-value-requests-state-answered = answered
data-value-requests-state-confirmed = has helped
data-value-requests-state-reopened = open again
data-value-requests-state-withdrawn = taken back
data-title-request-services = Who may see your requests
data-why-request-services = So that only services you agreed to read them.
data-field-request-services-request = Request
data-field-request-services-service = Service
data-field-request-services-shared = Shares it
data-field-request-services-agreed-at = Your yes
data-field-request-services-asked-at = May read it since
data-field-request-services-opened-at = Read
data-title-request-words = What was written about your requests
data-why-request-words = So that the service knows what you need, and you find its answer again.
data-field-request-words-request = Request
data-field-request-words-author = From
data-field-request-words-words = Words
data-field-request-words-at = On
data-field-request-words-agreed-at = Sent
data-title-request-steps = What became of your requests
data-why-request-steps = So that you can see how it stands.
data-field-request-steps-request = Request
data-field-request-steps-at = On
data-field-request-steps-step = What happened
data-field-request-steps-service = Service
data-title-request-cards = Where your request stands at the services
data-why-request-cards = So that a reply there finds your request.
data-field-request-cards-request = Request
data-field-request-cards-person = Stands with
data-title-used-links = Links services have used
data-why-used-links = So that each link works only once.
data-field-used-links-request = Request
data-field-used-links-at = Used on
data-title-alerts = When you needed somebody urgently

## Audit trail: who did what to whose data, when

command-protokoll = Who did what to whose data
audit-list =
    The newest first:

    { $lines }
audit-line = { $at } – { $who } { $what }
audit-empty = There is nothing about that in the trail yet.
audit-number = no. { $number }
audit-by-bot = The bot
audit-by-command = The command line
audit-joined =
    { $other ->
        [niemand] joined
       *[other] joined, invited by { $other }
    }
audit-invited-careleaver = invited a young person
audit-invited-wegbegleiter = invited a Wegbegleiter
audit-invited-fachkraft = invited a professional
audit-invited-coordination = invited somebody to coordination
audit-invited-admin = invited somebody to administration
audit-assigned = put { $other } at the side of { $whom }
audit-unassigned = ended that { $other } is at the side of { $whom }
audit-opened = read request no. { $number } of { $whom }
audit-agreed = said yes to sending request no. { $number }
audit-agreed-passing = said yes to passing on request no. { $number }
audit-exported = got a copy of all data of { $whom }
audit-erased = deleted all data of { $whom }
audit-moved = writes from a new chat, with the comeback code
audit-locked = locked their own chat
audit-stopped = stopped
audit-back = is back
audit-alerted = called { $other } urgently for { $whom }
audit-left =
    { $whom ->
        [niemand] is not here any more
       *[other] ended the access of { $whom }
    }
audit-restored = restored a backup
audit-contacts-exported =
    { $whom ->
        [niemand] wrote out the record of contact of everybody
       *[other] wrote out the record of contact of { $whom }
    }
audit-read =
    { $whom ->
        [niemand] read the trail
       *[other] read the trail about { $whom }
    }
audit-trimmed = deleted entries up to no. { $number } whose time was up
data-title-audit = Who did what to your data, and when (no content)

## Second factor

factor-none =
    For that you need a second factor: six digits from an app. None has been set up for you yet.
    Ask whoever looks after the server: bleibdran second-factor { $number }
factor-ask = Is it really you? Send me the six digits from your app. In a group: as a reply to this message.
factor-digits = It is exactly six digits. Send them once more.
factor-wrong = That is not right, or it has been used already. Wait for the next six digits and send me those.
factor-locked = That was wrong too often. You can try again in a quarter of an hour. Wasn’t it you? Then tell administration at once.
audit-factor-made = set up a second factor for { $whom }
audit-factor-passed = showed the second factor
audit-factor-failed = sent wrong digits for the second factor
data-title-second-factors = Your second factor
data-why-audit = So that you can see who did something with your data. Nobody can change that unnoticed.
data-why-second-factors = So that nobody with your phone can act in the name of coordination.
data-field-audit-at = When
data-field-audit-what = What
data-field-audit-actor = Who
data-field-audit-whom = Whose data
data-field-audit-other = Who else
data-field-audit-about = Request
data-field-second-factors-passed-until = Holds until
data-field-second-factors-wrong = Wrong codes
data-field-second-factors-wrong-since = Since
data-value-audit-what-joined = Joined
data-value-audit-what-invited-careleaver = Invited a young person
data-value-audit-what-invited-wegbegleiter = Invited a Wegbegleiter
data-value-audit-what-invited-fachkraft = Invited a professional
data-value-audit-what-invited-coordination = Invited coordination
data-value-audit-what-invited-admin = Invited administration
data-value-audit-what-assigned = Wegbegleiter put at your side
data-value-audit-what-unassigned = Wegbegleiter not at your side any more
data-value-audit-what-opened = Request read
data-value-audit-what-agreed = Yes to sending the request
data-value-audit-what-agreed-passing = Yes to passing the request on
data-value-audit-what-exported = Copy of all data handed out
data-value-audit-what-erased = Everything deleted
data-value-audit-what-moved = Moved to another chat with the comeback code
data-value-audit-what-locked = Chat locked
data-value-audit-what-stopped = Stopped
data-value-audit-what-back = Came back
data-value-audit-what-alerted = Called because of danger
data-value-audit-what-left = Left the team
data-value-audit-what-contacts-exported = Record of contact handed out
data-value-audit-what-restored = Backup restored
data-value-audit-what-read = Read this trail
data-value-audit-what-trimmed = Old entries deleted
data-value-audit-what-factor-made = Second factor set up
data-value-audit-what-factor-passed = Second factor right
data-value-audit-what-factor-failed = Second factor wrong
data-why-alerts = So that I go on asking until somebody is there for you. Why you needed somebody is not stored here.
data-field-alerts-since = Since
data-field-alerts-shown-at = Numbers last shown
data-field-alerts-called = Told
data-field-alerts-due-at = The next is asked

## Rights at the counter, and when somebody goes

command-auskunft = A copy of all data of somebody
command-loeschen = Delete everything about somebody
command-austritt = Somebody does not work here any more
companion-left-waits = { $name } is still waiting for an answer from { $wegbegleiter }. Just reply to this message.
office-gone = That doesn’t work any more: this person is not here now.
office-page = All that is stored about { $name }. The file is not encrypted and for { $name } only: hand it over, then delete it here.
office-json = The same for programs. This file is not encrypted either, and for { $name } only.
office-copied-you =
    { $who } has just got a copy of all that is stored about you here, to give it to you.
    You didn’t want that? Then get in touch: { $contact }
office-erase-question =
    Shall I delete everything about { $name }? That happens at once and cannot be undone. Do it only if { $name } wants that.

    I withdraw open requests. { $name } gets a confirmation in their own chat. Without a name, the record of contact and the audit trail stay.
office-erase-yes = Yes, delete everything
office-erased = Everything about { $name } is deleted: { $rows } entries. The record of contact stands without a name under number { $number }.
departure-people =
    { $name } is the Wegbegleiter of: { $people }. Who is there for them now?

    You can give single people to somebody before, that holds at once. All others go to one person with the last step, or to the substitutes and coordination.
departure-alone = { $name } is nobody’s Wegbegleiter. Shall the access end now? What a service holds stays with the service.
departure-one = Give { $name } to somebody
departure-all = All to { $name }
departure-coordination = All to substitutes and coordination
departure-sure = The access of { $name } ends at once. Then the substitutes or coordination are there for the young people. They hear it right away.
departure-sure-to = The access of { $name } ends at once. Then { $other } is there for all the young people. They hear it right away.
departure-yes = Yes, end the access
departure-done = { $name } has no access any more.
departure-you = Your access here has ended. Thank you for your time. If that is a mistake: { $contact }
departure-not-yours = Only administration can end the access of administration.
