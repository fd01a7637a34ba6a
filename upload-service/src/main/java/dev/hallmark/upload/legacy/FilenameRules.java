package dev.hallmark.upload.legacy;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;

/// Whether a file may be called so: its name says the same as the form, in the one spelling that the standards allow.
final class FilenameRules {

    private FilenameRules() {}

    static Checked<DistributionFilename> check(UploadForm form) {
        String filename = form.content().filename();
        return switch (DistributionFilename.parse(filename)) {
            case Parsed.Invalid<DistributionFilename>(String why) ->
                Checked.failed(UploadRefusal.FILENAME_INVALID, "Invalid file name: " + why + ".");
            case Parsed.Valid<DistributionFilename>(DistributionFilename name) -> check(form, filename, name);
        };
    }

    private static Checked<DistributionFilename> check(UploadForm form, String filename, DistributionFilename name) {
        if (!filename.endsWith(form.fileType().extension())) {
            return Checked.failed(
                    UploadRefusal.FILENAME_TYPE_MISMATCH,
                    "Invalid file extension: the file name does not fit filetype " + form.fileType().field() + ".",
                    form.fileType().extension(),
                    filename);
        }
        if (!name.project().equals(form.project())) {
            return Checked.failed(
                    UploadRefusal.FILENAME_PROJECT_MISMATCH,
                    "Start filename for '" + form.project() + "' with '" + form.project().inFilenames() + "'.",
                    form.project().inFilenames(),
                    filename);
        }
        if (!name.version().equals(form.version())) {
            return Checked.failed(
                    UploadRefusal.FILENAME_VERSION_MISMATCH,
                    "Version in filename should be '" + form.version() + "' not '" + name.version() + "'.",
                    form.version().toString(),
                    name.version().toString());
        }
        return Checked.passed(name);
    }

    /// The spelling, when it is certain which project and version are meant.
    static Checked<DistributionFilename> checkSpelling(
            String filename, DistributionFilename name, ProjectName project, Version version) {
        return switch (name) {
            case DistributionFilename.Sdist sdist -> {
                String expected = project.inFilenames() + "-" + version + ".tar.gz";
                yield filename.equals(expected) ? Checked.passed(sdist) : notNormalised(filename, expected);
            }
            case DistributionFilename.Wheel wheel -> {
                String expected = project.inFilenames() + "-";
                yield filename.startsWith(expected) ? Checked.passed(wheel) : notNormalised(filename, expected + "...");
            }
        };
    }

    private static Checked<DistributionFilename> notNormalised(String filename, String expected) {
        return Checked.failed(
                UploadRefusal.FILENAME_NOT_NORMALISED,
                "Filename '" + filename + "' is invalid, should be '" + expected + "'.",
                expected,
                filename);
    }
}
