package app.touchline.mailbox.imap;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which folders are read: all but Drafts, Junk and Trash. A server that marks them (SPECIAL-USE) is believed; elsewhere
 * they are known by their names in the languages that mail programs use.
 */
final class FolderRules {

    private static final Set<String> LEFT_OUT_FLAGS =
            Set.of("\\drafts", "\\junk", "\\spam", "\\trash", "\\noselect", "\\nonexistent");

    /** Virtual folders that show mail of others again; \All may show Trash and Junk too. */
    private static final Set<String> VIRTUAL_FLAGS =
            Set.of("\\all", "\\allmail", "\\flagged", "\\starred", "\\important");

    private static final Set<String> LEFT_OUT_NAMES = Set.of(
            // drafts, and what has not been sent yet
            "draft",
            "drafts",
            "entwurf",
            "entwurfe",
            "entwürfe",
            "brouillon",
            "brouillons",
            "borrador",
            "borradores",
            "rascunho",
            "rascunhos",
            "bozza",
            "bozze",
            "concepten",
            "utkast",
            "udkast",
            "kladder",
            "kladde",
            "luonnokset",
            "szkice",
            "wersje robocze",
            "robocze",
            "koncepty",
            "rozepsane",
            "piszkozatok",
            "ciorne",
            "taslaklar",
            "черновики",
            "чернетки",
            "чарнавікі",
            "πρόχειρα",
            "טיוטות",
            "مسودات",
            "下書き",
            "草稿",
            "草稿箱",
            "草稿夹",
            "임시보관함",
            "임시 보관함",
            "kopie robocze",
            "outbox",
            "postausgang",
            "boîte d'envoi",
            "bandeja de salida",
            "caixa de saída",
            "posta in uscita",
            "postvak uit",
            "utkorg",
            "utkorgen",
            "udbakke",
            "utboks",
            "lähtevät",
            "skrzynka nadawcza",
            "pošta k odeslání",
            "giden kutusu",
            "исходящие",
            "送信トレイ",
            "发件箱",
            "寄件匣",
            "보낼 편지함",
            "unsent messages",
            // junk
            "junk",
            "junk e-mail",
            "junk email",
            "junk mail",
            "junk-e-mail",
            "spam",
            "bulk mail",
            "bulk",
            "spamverdacht",
            "unerwünscht",
            "werbung",
            "courrier indésirable",
            "indésirables",
            "pourriel",
            "spams",
            "correo no deseado",
            "correo basura",
            "no deseado",
            "lixo eletrônico",
            "lixo electrónico",
            "posta indesiderata",
            "indesiderata",
            "ongewenste e-mail",
            "ongewenst",
            "skräppost",
            "søppelpost",
            "uønsket e-post",
            "uønsket mail",
            "roskaposti",
            "wiadomości-śmieci",
            "niechciane",
            "nevyžádaná pošta",
            "levélszemét",
            "önemsiz",
            "önemsiz e-posta",
            "спам",
            "нежелательная почта",
            "небажана пошта",
            "迷惑メール",
            "垃圾邮件",
            "垃圾郵件",
            "垃圾箱",
            "스팸",
            "스팸메일함",
            "정크 메일",
            "e-mail de lixo",
            "uønsket e-mail",
            "ανεπιθύμητη αλληλογραφία",
            // trash
            "trash",
            "deleted",
            "deleted items",
            "deleted messages",
            "bin",
            "waste",
            "papierkorb",
            "gelöscht",
            "gelöschte elemente",
            "gelöschte objekte",
            "gelöschte nachrichten",
            "corbeille",
            "éléments supprimés",
            "messages supprimés",
            "papelera",
            "elementos eliminados",
            "eliminados",
            "lixeira",
            "lixo",
            "itens excluídos",
            "itens eliminados",
            "cestino",
            "posta eliminata",
            "elementi eliminati",
            "prullenbak",
            "verwijderde items",
            "papperskorg",
            "papperskorgen",
            "borttaget",
            "papirkurv",
            "slettede elementer",
            "slettet post",
            "slettet",
            "roskakori",
            "poistetut",
            "kosz",
            "elementy usunięte",
            "usunięte",
            "koš",
            "odstraněná pošta",
            "odstraněné",
            "kôš",
            "lomtár",
            "törölt elemek",
            "coș de gunoi",
            "çöp kutusu",
            "silinmiş öğeler",
            "корзина",
            "удаленные",
            "удалённые",
            "кошик",
            "видалені",
            "κάδος",
            "פח אשפה",
            "سلة المهملات",
            "ごみ箱",
            "ゴミ箱",
            "削除済みアイテム",
            "已删除",
            "已删除邮件",
            "已刪除的郵件",
            "回收站",
            "휴지통",
            "지운 편지함",
            "刪除的郵件",
            "elemente șterse",
            "διαγραμμένα",
            "פריטים שנמחקו",
            "العناصر المحذوفة");

    private FolderRules() {}

    /**
     * @param flags as the server gives them, lower case
     * @param path the parts of the name, readable, the top folder first
     * @param gmail there, one virtual folder holds all mail but Spam and Trash
     */
    static boolean leftOut(List<String> flags, List<String> path, boolean gmail) {
        if (flags.stream().anyMatch(LEFT_OUT_FLAGS::contains)) return true;
        if (flags.stream().anyMatch(VIRTUAL_FLAGS::contains)) return !(gmail && flags.contains("\\all"));
        if (flags.contains("\\sent") || flags.contains("\\archive") || flags.contains("\\inbox")) return false;
        // a folder directly at the top, under INBOX, or under the provider's own root: "[Gmail]/Spam", "INBOX.Trash"
        var last = name(path.getLast());
        if (path.size() > 2) return false;
        return LEFT_OUT_NAMES.contains(last);
    }

    private static String name(String part) {
        return Normalizer.normalize(part, Normalizer.Form.NFC)
                .replace('’', '\'')
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
