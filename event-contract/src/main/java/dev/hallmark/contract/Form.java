package dev.hallmark.contract;

import java.util.regex.Pattern;

/// The character sets of [DistributionFilename]; apart from it only because fields of an interface are public.
final class Form {

    static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]*");
    static final Pattern BUILD = Pattern.compile("[0-9][A-Za-z0-9_.]*");

    private Form() {}
}
