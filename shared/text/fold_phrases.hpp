// What mail programs write around quotes and signatures, in the languages we know; one line a form.
// May not: decide anything; fold.cpp says what a form means.
#pragma once

#include <string_view>

namespace oasis::fold_phrases {

/// The line above a quote: `begins` (empty: anything), then somewhere `says`; ASCII case does not matter.
struct Attribution {
  std::string_view begins;
  std::string_view says;
};

inline constexpr Attribution attributions[] = {
    {"On ", "wrote"},    {"", " wrote:"},        // English
    {"Am ", "schrieb"},  {"", " schrieb am "},   // German
    {"", " schrieb:"},   {"Le ", "a écrit"},     // German, French
    {"", " a écrit"},    {"El ", "escribi"},     // French, Spanish
    {"", " escribió"},   {"Il ", "ha scritto"},  // Spanish, Italian
    {"", " ha scritto"}, {"Op ", "schreef"},     // Italian, Dutch
    {"", " schreef"},    {"Em ", "escreveu"},    // Dutch, Portuguese
    {"A ", "escreveu"},  {"", " escreveu"},      // Portuguese
    {"W dniu ", ""},     {"", "napisał"},        // Polish
    {"", "pisze:"},      {"Den ", "skrev"},      // Polish, Swedish and Danish
    {"", " skrev"},      {"", "пишет"},          // Danish, Russian
    {"", "написал"},     {"", "писал"},          // Russian
    {"", "пише:"},       {"", "kirjoitti"},      // Ukrainian, Finnish
    {"", "写道"},        {"", "寫道"},           // Chinese
    {"", "のメール"},    {"", "書きました"},     // Japanese
    {"", "書いた"},      {"", "님이 작성"},      // Japanese, Korean
};

/// The words between dashes above a whole quoted message ("-----Original Message-----").
inline constexpr std::string_view original_message[] = {
    "Original Message",
    "Original Appointment",
    "Ursprüngliche Nachricht",
    "Originalnachricht",
    "Message d'origine",
    "Message d’origine",
    "Message original",
    "Mensaje original",
    "Messaggio originale",
    "Oorspronkelijk bericht",
    "Mensagem original",
    "Mensagem Original",
    "Oryginalna wiadomość",
    "Wiadomość oryginalna",
    "Ursprungligt meddelande",
    "Originalmeddelande",
    "Oprindelig meddelelse",
    "Original meddelelse",
    "Исходное сообщение",
    "Исходное письмо",
    "原始邮件",
    "原始郵件",
    "元のメッセージ",
    "Original-Nachricht",
};

/// What announces a message that was passed on: its text is what the sender wants to show.
inline constexpr std::string_view forwarded[] = {
    "Forwarded message",
    "Begin forwarded message",
    "Weitergeleitete Nachricht",
    "Anfang der weitergeleiteten",
    "Message transféré",
    "Début du message transféré",
    "Mensaje reenviado",
    "Inicio del mensaje reenviado",
    "Messaggio inoltrato",
    "Inizio messaggio inoltrato",
    "Doorgestuurd bericht",
    "Begin doorgestuurd bericht",
    "Mensagem encaminhada",
    "Wiadomość przekazana",
    "Przekazana wiadomość",
    "Vidarebefordrat meddelande",
    "Videresendt meddelelse",
    "Пересылаемое сообщение",
    "Пересланное сообщение",
    "转发的邮件",
    "轉寄郵件",
    "転送されたメッセージ",
    "Forwarded Message",
};

/// Header names of a message quoted as a block (Outlook, Windows Mail), one language a row.
struct HeaderNames {
  std::string_view from, sent, sent_too, to, subject;
};

inline constexpr HeaderNames header_names[] = {
    {"From", "Sent", "Date", "To", "Subject"},
    {"Von", "Gesendet", "Datum", "An", "Betreff"},
    {"De", "Envoyé", "Date", "À", "Objet"},
    {"De", "Enviado", "Enviado el", "Para", "Asunto"},
    {"De", "Enviada em", "Data", "Para", "Assunto"},
    {"Da", "Inviato", "Data", "A", "Oggetto"},
    {"Van", "Verzonden", "Datum", "Aan", "Onderwerp"},
    {"Od", "Wysłano", "Data", "Do", "Temat"},
    {"Från", "Skickat", "Datum", "Till", "Ämne"},
    {"Fra", "Sendt", "Dato", "Til", "Emne"},
    {"От", "Отправлено", "Дата", "Кому", "Тема"},
    {"发件人", "发送时间", "日期", "收件人", "主题"},
    {"寄件者", "寄件日期", "日期", "收件者", "主旨"},
    {"差出人", "送信日時", "日付", "宛先", "件名"},
};

/// How people end a letter: the whole line, but for a comma or the like behind it.
inline constexpr std::string_view closings[] = {
    "Best regards",
    "Best wishes",
    "Best",
    "All the best",
    "Kind regards",
    "Kindest regards",
    "Warm regards",
    "Warmest regards",
    "With kind regards",
    "With best regards",
    "Regards",
    "Sincerely",
    "Sincerely yours",
    "Yours sincerely",
    "Yours faithfully",
    "Yours truly",
    "Respectfully",
    "Cordially",
    "Cheers",
    "Thanks",
    "Many thanks",
    "Thanks a lot",
    "Thanks in advance",
    "Thanks and regards",
    "Thanks & regards",
    "Thank you",
    "Mit freundlichen Grüßen",
    "Mit freundlichen Gruessen",
    "Mit freundlichen Grüssen",
    "Mit freundlichem Gruß",
    "Mit besten Grüßen",
    "Mit vielen Grüßen",
    "Freundliche Grüße",
    "Freundliche Grüsse",
    "Beste Grüße",
    "Viele Grüße",
    "Liebe Grüße",
    "Herzliche Grüße",
    "Schöne Grüße",
    "Gruß",
    "Grüße",
    "MfG",
    "VG",
    "LG",
    "Cordialement",
    "Bien cordialement",
    "Bien à vous",
    "Sincères salutations",
    "Meilleures salutations",
    "Salutations distinguées",
    "Saludos",
    "Saludos cordiales",
    "Un saludo",
    "Un cordial saludo",
    "Atentamente",
    "Cordiali saluti",
    "Distinti saluti",
    "Saluti",
    "Un saluto",
    "Met vriendelijke groet",
    "Met vriendelijke groeten",
    "Vriendelijke groet",
    "Groeten",
    "Atenciosamente",
    "Cumprimentos",
    "Com os melhores cumprimentos",
    "Melhores cumprimentos",
    "Abraços",
    "Pozdrawiam",
    "Z poważaniem",
    "Med vänliga hälsningar",
    "Vänliga hälsningar",
    "Med vänlig hälsning",
    "Med venlig hilsen",
    "Venlig hilsen",
    "Med vennlig hilsen",
    "С уважением",
    "Ystävällisin terveisin",
    "此致",
    "よろしくお願いいたします",
};

/// A line that a phone or a program adds under the text; the line begins with it.
inline constexpr std::string_view sent_from[] = {
    "Sent from my ",
    "Sent from Mail for ",
    "Sent from Outlook",
    "Sent from Yahoo Mail",
    "Sent via ",
    "Sent from ProtonMail",
    "Sent from Proton Mail",
    "Get Outlook for ",
    "Von meinem ",
    "Gesendet mit ",
    "Gesendet von ",
    "Outlook für ",
    "Envoyé de mon ",
    "Envoyé depuis ",
    "Envoyé par ",
    "Télécharger Outlook",
    "Obtenez Outlook",
    "Enviado desde ",
    "Enviado do ",
    "Enviado de ",
    "Obtener Outlook",
    "Obter o Outlook",
    "Inviato da ",
    "Ottieni Outlook",
    "Verstuurd vanaf ",
    "Verzonden vanaf ",
    "Verstuurd met ",
    "Outlook voor ",
    "Wysłane z ",
    "Wysłano z ",
    "Skickat från ",
    "Hämta Outlook",
    "Sendt fra ",
    "Hent Outlook",
    "Отправлено с ",
    "Отправлено из ",
    "Lähetetty ",
    "发自我的",
    "发送自",
    "從我的",
    "iPhoneから送信",
    "iPadから送信",
    "Android から送信",
    "나의 iPhone",
};

}  // namespace oasis::fold_phrases
