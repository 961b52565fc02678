package app.touchline.mailbox.imap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ResponseInputStream;

/**
 * What a server says on one connection, response by response. Read in large pieces: the library's own reader takes a lock
 * for each byte, which was half the work of reading a mailbox. Bounded: a literal that is too long to be kept is passed over,
 * and {@code NIL} stands in its place.
 */
final class Responses extends ResponseInputStream {

    private static final int USUAL = 1 << 16;

    /** A million message numbers are eleven megabytes, and nobody's headers are as long. */
    private static final int LONGEST = 1 << 24;

    private static final byte[] NIL = "NIL".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private byte[] buffer = new byte[USUAL];
    private int from;
    private int to;

    Responses(InputStream in) {
        super(in);
        this.in = in;
    }

    /** The next one without its line end, one char per byte; literals are in it as they were sent. */
    String next() throws IOException {
        int end = endOfNext();
        var response = new String(buffer, from, end - 2 - from, StandardCharsets.ISO_8859_1);
        from = end;
        return response;
    }

    /** For the library's own commands; with the line end. */
    @Override
    public ByteArray readResponse(ByteArray unused) throws IOException {
        int end = endOfNext();
        var response = Arrays.copyOfRange(buffer, from, end);
        from = end;
        return new ByteArray(response, 0, response.length);
    }

    @Override
    public int available() throws IOException {
        return to - from + in.available();
    }

    /** Where in the buffer the next response ends, behind its line end; all of it is in the buffer then. */
    private int endOfNext() throws IOException {
        if (buffer.length > USUAL && to - from <= USUAL) make(USUAL);
        for (int length = 0; ; ) {
            while (from + length >= to) read();
            int lineFeed = from + length;
            while (lineFeed < to && buffer[lineFeed] != '\n') lineFeed++;
            length = Math.min(lineFeed + 1, to) - from;
            if (lineFeed == to || length < 2 || buffer[lineFeed - 1] != '\r') continue;
            int brace = literalBefore(lineFeed - 1);
            if (brace < 0) return lineFeed + 1;
            long size = sizeIn(brace);
            if (size <= LONGEST) length += (int) size;
            else passOver(brace, lineFeed, size);
        }
    }

    /** Where the <code>{12}</code> begins that ends a line, which then goes on behind so many bytes; -1 if none does. */
    private int literalBefore(int lineEnd) {
        int at = lineEnd - 1;
        if (at <= from || buffer[at] != '}') return -1;
        if (buffer[at - 1] == '+') at--;
        int digits = at;
        while (at > from && isDigit(buffer[at - 1])) at--;
        return at < digits && at > from && buffer[at - 1] == '{' ? at - 1 : -1;
    }

    private long sizeIn(int brace) {
        long size = 0;
        for (int at = brace + 1; isDigit(buffer[at]) && size <= Integer.MAX_VALUE; at++)
            size = size * 10 + buffer[at] - '0';
        return size;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void passOver(int brace, int lineFeed, long size) throws IOException {
        if (size > Integer.MAX_VALUE) throw new IOException("the server announces more than can be");
        Arrays.fill(buffer, brace, lineFeed + 1, (byte) ' ');
        System.arraycopy(NIL, 0, buffer, brace, NIL.length);
        int here = (int) Math.min(size, to - (lineFeed + 1));
        System.arraycopy(buffer, lineFeed + 1 + here, buffer, lineFeed + 1, to - (lineFeed + 1) - here);
        to -= here;
        in.skipNBytes(size - here);
    }

    private void read() throws IOException {
        if (to == buffer.length) {
            if (from == 0 && buffer.length >= 2 * LONGEST)
                throw new IOException("the server says too much in one response");
            make(from == 0 ? 2 * buffer.length : buffer.length);
        }
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) throw new IOException("Connection dropped by server?");
        to += count;
    }

    /** Moves what was not read yet to the beginning of a buffer of that size. */
    private void make(int size) {
        var larger = size == buffer.length ? buffer : new byte[size];
        System.arraycopy(buffer, from, larger, 0, to - from);
        buffer = larger;
        to -= from;
        from = 0;
    }
}
