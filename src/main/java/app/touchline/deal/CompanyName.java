package app.touchline.deal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A company's name without what differs from one writing to the next: legal forms, accents, "The", punctuation, usual
 * abbreviations.
 *
 * @param words what is left, in lower case ASCII where the name is written in Latin letters; never empty
 */
public record CompanyName(List<String> words) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
    private static final Pattern INITIALS = Pattern.compile("\\b(\\p{L})\\.(?=\\s?\\p{L}\\b|\\s|$)");
    private static final Pattern BRACKETS = Pattern.compile("\\((?:[^()]*)\\)");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("ø", "o"),
            Map.entry("æ", "ae"),
            Map.entry("œ", "oe"),
            Map.entry("đ", "d"),
            Map.entry("ð", "d"),
            Map.entry("ł", "l"),
            Map.entry("ı", "i"),
            Map.entry("þ", "th"));

    /** Words for "and", which come and go. */
    private static final Set<String> AND = Set.of("and", "und", "et", "og", "och", "en", "e", "y", "i", "ja");

    /** Legal forms of a single word, once dots are gone and single letters are joined. */
    private static final Set<String> FORMS =
            Set.of(("gmbh mbh ggmbh ag kg kgaa ohg gbr ug se ek ev eg haftungsbeschrankt aktiengesellschaft "
                            + "inc incorporated corp corporation co company llc llp lp ltd limited plc cic pllc pc pbc "
                            + "sa sas sasu sarl eurl snc sca scop spa srl srls sapa sl slu sau slne "
                            + "bv nv vof cv cvba bvba sprl asbl vzw ab hb kb as asa ans da ba aps is ks amba ivs "
                            + "oy oyj abp ky tmi ou uab sia kft zrt nyrt rt bt kkt sro vos spol ooo zao oao pao "
                            + "doo dd ad ood eood ead zoo spzoo spj spk "
                            + "lda ltda eireli epp sab sapi sofom pty pte pvt private proprietary bhd sdn tbk pt "
                            + "kk gk yk kabushiki kaisha gaisha ltee ulc")
                    .split(" "));

    /** Legal forms of several words. */
    private static final List<List<String>> LONG_FORMS = List.of(
            List.of("sp", "zoo"),
            List.of("sp", "z", "oo"),
            List.of("gesellschaft", "mit", "beschrankter", "haftung"),
            List.of("limited", "liability", "company"),
            List.of("public", "limited", "company"),
            List.of("societe", "anonyme"),
            List.of("societa", "per", "azioni"),
            List.of("sociedad", "anonima"),
            List.of("sociedad", "limitada"),
            List.of("naamloze", "vennootschap"),
            List.of("besloten", "vennootschap"),
            List.of("aktiebolag"),
            List.of("osakeyhtio"),
            List.of("de", "rl"),
            List.of("derl"),
            List.of("rl"),
            List.of("de", "cv"),
            List.of("sp", "j"),
            List.of("sp", "k"));

    /** Before the name. */
    private static final Set<String> LEADING = Set.of("the", "ooo", "zao", "pt", "uab", "sia", "firma");

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("intl", "international"),
            Map.entry("int", "international"),
            Map.entry("natl", "national"),
            Map.entry("mfg", "manufacturing"),
            Map.entry("mfr", "manufacturing"),
            Map.entry("bros", "brother"),
            Map.entry("gebr", "gebruder"),
            Map.entry("gebrueder", "gebruder"),
            Map.entry("assoc", "associate"),
            Map.entry("assocs", "associate"),
            Map.entry("svc", "service"),
            Map.entry("svcs", "service"),
            Map.entry("sys", "system"),
            Map.entry("tech", "technology"),
            Map.entry("technol", "technology"),
            Map.entry("grp", "group"),
            Map.entry("univ", "university"),
            Map.entry("ctr", "center"),
            Map.entry("centre", "center"),
            Map.entry("eng", "engineering"),
            Map.entry("engg", "engineering"),
            Map.entry("ins", "insurance"),
            Map.entry("mgmt", "management"),
            Map.entry("mgt", "management"),
            Map.entry("lab", "laboratory"),
            Map.entry("fin", "financial"),
            Map.entry("pharm", "pharmaceutical"),
            Map.entry("pharma", "pharmaceutical"),
            Map.entry("telecom", "telecommunication"),
            Map.entry("dept", "department"),
            Map.entry("dev", "development"),
            Map.entry("distr", "distribution"),
            Map.entry("ind", "industry"),
            Map.entry("inds", "industry"),
            Map.entry("transp", "transport"),
            Map.entry("st", "saint"),
            Map.entry("mt", "mount"),
            Map.entry("hosp", "hospital"),
            Map.entry("elec", "electric"),
            Map.entry("fabr", "fabrik"));

    public CompanyName {
        words = List.copyOf(words);
    }

    public static CompanyName of(String name) {
        var all = split(name);
        var bare = new ArrayList<>(all);
        while (bare.size() > 1 && LEADING.contains(bare.getFirst())) bare.removeFirst();
        for (var before = -1; before != bare.size(); ) {
            before = bare.size();
            takeForm(bare);
        }
        if (bare.size() > 1 && bare.getLast().equals("the")) bare.removeLast();
        bare.removeIf(word -> bare.size() > 1 && AND.contains(word));
        var left = bare.isEmpty() ? all : bare;
        return new CompanyName(left.stream().map(CompanyName::usual).toList());
    }

    private static List<String> split(String name) {
        var text = Normalizer.normalize(
                        BRACKETS.matcher(name).replaceAll(CompanyName::inBrackets), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        text = MARKS.matcher(text).replaceAll("");
        for (var letter : LETTERS.entrySet()) text = text.replace(letter.getKey(), letter.getValue());
        text = APOSTROPHES.matcher(text).replaceAll("");
        text = text.replaceAll("\\b([a-z]{1,2})/([a-z]{1,2})\\b", "$1$2");
        text = text.replaceAll("[&+]", " and ");
        text = INITIALS.matcher(text).replaceAll("$1 ");
        var words = new ArrayList<String>();
        for (var word : OTHERS.matcher(text).replaceAll(" ").strip().split(" ")) {
            if (word.isEmpty()) continue;
            var joins = word.length() == 1
                    && Character.isLetter(word.charAt(0))
                    && !words.isEmpty()
                    && words.getLast().startsWith("\0");
            if (joins) words.set(words.size() - 1, words.getLast() + word);
            else if (word.length() == 1 && Character.isLetter(word.charAt(0))) words.add("\0" + word);
            else words.add(word);
        }
        return words.isEmpty()
                ? List.of(text.strip().isEmpty() ? name.strip() : text.strip())
                : words.stream().map(word -> word.replace("\0", "")).collect(Collectors.toCollection(ArrayList::new));
    }

    /** What stands in brackets is a legal form, a place or a former name: nothing that tells the company. */
    private static String inBrackets(java.util.regex.MatchResult found) {
        return " ";
    }

    private static void takeForm(List<String> words) {
        for (var form : LONG_FORMS) {
            var from = words.size() - form.size();
            if (from > 0 && words.subList(from, words.size()).equals(form)) {
                words.subList(from, words.size()).clear();
                return;
            }
        }
        if (words.size() > 1 && FORMS.contains(words.getLast())) words.removeLast();
        // "Meyer GmbH & Co. KG": the word between two forms goes with them
        else if (words.size() > 2 && AND.contains(words.getLast())) words.removeLast();
    }

    /** One writing for each word: umlauts as one letter, no plural, abbreviations in full. */
    private static String usual(String word) {
        var full = SHORT.getOrDefault(word, word);
        if (full.length() > 4 && full.endsWith("ies")) full = full.substring(0, full.length() - 3) + "y";
        else if (full.length() > 4 && full.endsWith("s") && !full.endsWith("ss"))
            full = full.substring(0, full.length() - 1);
        full = SHORT.getOrDefault(full, full);
        return full.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a");
    }

    /** The words with blanks between them: two names with the same key are the same company's. */
    public String key() {
        return String.join(" ", words);
    }

    /** Without blanks: "data dog" and "datadog" are the same. */
    public String joined() {
        return String.join("", words);
    }

    /** The first letters of three words or more; empty where there are fewer. */
    public String initials() {
        return words.size() < 3
                ? ""
                : words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
    }
}
