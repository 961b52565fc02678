package app.touchline.mailbox;

/** Microsoft's clouds: each has a Graph and a sign-in of its own. */
enum Cloud {
    GLOBAL("Worldwide", "https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com"),
    US_GOVERNMENT("US Government (GCC High)", "https://graph.microsoft.us/v1.0", "https://login.microsoftonline.us"),
    US_DEFENSE("US Department of Defense", "https://dod-graph.microsoft.us/v1.0", "https://login.microsoftonline.us"),
    CHINA("China (21Vianet)", "https://microsoftgraph.chinacloudapi.cn/v1.0", "https://login.chinacloudapi.cn"),
    OTHER("Another address", "", "");

    private final String words;
    private final String graph;
    private final String authority;

    Cloud(String words, String graph, String authority) {
        this.words = words;
        this.graph = graph;
        this.authority = authority;
    }

    public String words() {
        return words;
    }

    String graph() {
        return graph;
    }

    String authority() {
        return authority;
    }
}
