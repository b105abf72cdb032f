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
    Hello. I am the bot of { $service }.
    I connect young people after residential or foster care (Jugendhilfe) with their Wegbegleiter, a person who stays at their side. You need an invitation for this.
    You can get one here: { $contact }
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
    Hello, I am a computer program from { $service }, and through me you stay in contact with your Wegbegleiter: a person who is still there for you.
    I store what you want to be called, your language, this chat and who your Wegbegleiter is; your messages I pass on, and delete them once they have arrived.
    Your Wegbegleiter reads what you write, and if they are away, somebody from the team does; nobody sees your number or your username.
    You can stop at any time with /stopp, and in an emergency call 112, because I am not an emergency service.

    Would you like to join?
start-yes = Yes
start-no = No
start-intro-staff =
    Hello. I am the bot of { $service }. You are invited as: { $role }.
    I store your name, your language, this chat and who you are there for. Messages I pass on, and delete them once they have arrived.
    Young people only see the name you choose in a moment. You only see the name they chose.
    You can stop with /stopp.

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
    I connect young people after residential or foster care (Jugendhilfe) with their Wegbegleiter, a person who stays at their side. You need an invitation for this: { $contact }
    Do you have a code? Then just send it to me.
    You can ask me about housing, Jobcenter and money without one: /fragen
    Emergency numbers: /notfall
help-careleaver =
    Just write whatever you like: text, photo, voice message, file. It goes to your Wegbegleiter.
    The dove 🕊 means: it has arrived. Replies, changes and reactions work as always.

    /fragen – ask me: housing, Jobcenter, money, your rights
    /menu – everything as buttons
    /pause – some quiet for a while
    /sprache – another language
    /notfall – who you can call right now
    /stopp – stop (one tap brings you back)

    { $service }: { $contact }
help-wegbegleiter =
    How to write: reply to a message. Or type /an and the name, for example: /an jas How are you?
    If you write without a name, I'll ask. Changes and reactions arrive on the other side, too.

    /leute – who belongs to you
    /offen – who is waiting for an answer
    /an NAME – write to somebody
    /zurueck – as a reply to your own message: take it back
    /fragen – look up answers; in any other chat: type my name with @ and a keyword
    /sprache – another language
    /notfall – emergency numbers
    /stopp – stop being a Wegbegleiter
help-fachkraft =
    Requests from young people arrive here when your service can answer them.
    /fragen – look up answers
    /sprache – another language
    /stopp – stop
help-coordination =
    Reply to a message to write to the young person.

    /leute – all young people and their Wegbegleiter
    /offen – who is waiting for an answer
    /einladen – invite somebody
    /zuordnen NAME WEGBEGLEITER – who goes with whom
    /an NAME – write to somebody
    /zurueck – as a reply to your own message: take it back
    /fragen – look up answers
    /inhalt – what is to be done about the answers, and open questions
    /status – how the bot is doing
    /sprache – another language
    /notfall – emergency numbers
    /stopp – stop
help-admin =
    /inhalt – what is to be done about the answers, and open questions
    /fragen – look up answers
    /status – how the bot is doing
    /leute – who is connected
    /einladen – invite somebody
    /zuordnen NAME WEGBEGLEITER – who goes with whom
    /sprache – another language
    /stopp – stop
help-unknown = I don't know that one. This is what works:
button-not-yours = This button is not yours or doesn't work any more.

language-question = Which language?
language-done = From now on I'll write to you in English.

name-question = Your name here is { $name }. What should we call you?
name-keep = Keep it
name-kept = Okay, you stay { $name }.
name-done = From now on your name here is { $name }.

emergency =
    If you or somebody else is in danger right now, call:

    112 – ambulance and fire brigade
    110 – police
    116117 – doctor, at night and on weekends
    116 123 – TelefonSeelsorge, somebody who listens, day and night, no name needed
    116 111 – Nummer gegen Kummer, for young people with worries, Mon to Sat from 14:00 to 20:00
    116 016 – Hilfetelefon, for women who experience violence, day and night

    The calls are free. Rather write? krisenchat.de, day and night, up to age 25
    I am a computer program and not an emergency service. Nobody sees that you typed this. Tell your Wegbegleiter if they should know.

status =
    Young people: { $careleavers }
    Wegbegleiter: { $wegbegleiter }
    Coming in right now: { $coming }
    On its way right now: { $going }
    Went wrong and waits for help: { $aside }
broken =
    Something went wrong on our side. Your message is safe, but I have not passed it on yet. Somebody will take a look.
    If it's urgent: { $contact }
broken-staff = A message could not be handled and was set aside (number { $number }). Please ask somebody who looks after the bot: bleibdran doctor

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
back-already = You are already in.

## For Wegbegleiter

companion-new = { $name } is with you now. Why not say a quick hello: just reply to this message.
companion-over = { $wegbegleiter } is the Wegbegleiter of { $name } now. Thank you for being there.
companion-blocked = { $name } has blocked the bot. Nothing arrives right now. I'll tell you if that changes.
companion-reachable = { $name } can be reached again.
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
command-fragen = Ask me: housing, Jobcenter, money
command-inhalt = Answers and open questions
command-hilfe = What I can do
command-leute = Who belongs here
command-an = Write to somebody: /an NAME
command-offen = Who is waiting for an answer
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
faq-checked = Last checked on { $day }. I only inform. An advice centre tells you what holds in your case.
faq-unchecked = I only inform. An advice centre tells you what holds in your case.

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
