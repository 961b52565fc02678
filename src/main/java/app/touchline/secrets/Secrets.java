package app.touchline.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts passwords for the database: AES-256-GCM, each bound to what it is for, so that a secret copied to another
 * row, or a server changed behind our back, does not open. Layout: version, 4 bytes that name the key, nonce, ciphertext.
 */
public final class Secrets {

    private static final byte VERSION = 1;
    private static final int KEY_NAME = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] keyName;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes */
    public Secrets(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyName = Arrays.copyOf(sha256(key), KEY_NAME);
    }

    /** @param boundTo what it is for; only the same opens it again */
    public byte[] seal(String secret, String boundTo) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, boundTo).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + KEY_NAME + NONCE + sealed.length)
                    .put(VERSION)
                    .put(keyName)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot encrypt with AES-GCM", e);
        }
    }

    /** Empty when it was sealed with another key, for something else, or was tampered with. */
    public Optional<String> open(byte[] sealed, String boundTo) {
        if (!fits(sealed)) return Optional.empty();
        var nonce = Arrays.copyOfRange(sealed, 1 + KEY_NAME, 1 + KEY_NAME + NONCE);
        int from = 1 + KEY_NAME + NONCE;
        try {
            var opened = cipher(Cipher.DECRYPT_MODE, nonce, boundTo).doFinal(sealed, from, sealed.length - from);
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * What recognises a text again without keeping it: HMAC-SHA-256 under this key, in hex.
     *
     * @param boundTo what it is for; the same text gives another hash for something else
     */
    public String keyedHash(String text, String boundTo) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update(boundTo.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hash with HMAC-SHA-256", e);
        }
    }

    /** Whether it was sealed with this key. */
    public boolean fits(byte[] sealed) {
        return sealed.length > 1 + KEY_NAME + NONCE
                && sealed[0] == VERSION
                && Arrays.equals(keyName, Arrays.copyOfRange(sealed, 1, 1 + KEY_NAME));
    }

    private Cipher cipher(int mode, byte[] nonce, String boundTo) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
