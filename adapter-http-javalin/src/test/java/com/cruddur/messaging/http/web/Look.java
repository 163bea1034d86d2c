package com.cruddur.messaging.http.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;

/** How a page may be looked at. */
enum Look {
    LIGHT(1180, 760, ColorScheme.LIGHT, false, false),
    DARK(1180, 760, ColorScheme.DARK, false, false),
    PHONE(390, 780, ColorScheme.LIGHT, true, false),
    FORCED_COLOURS(1180, 760, ColorScheme.DARK, false, true);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final boolean isHeldInHand;
    private final boolean hasForcedColours;

    Look(int width, int height, ColorScheme scheme, boolean isHeldInHand, boolean hasForcedColours) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
        this.isHeldInHand = isHeldInHand;
        this.hasForcedColours = hasForcedColours;
    }

    /** Whether a page holds the same elements at the same places as in light. */
    boolean differsByColoursAlone() {
        return this == DARK || this == FORCED_COLOURS;
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setHasTouch(isHeldInHand)
                .setIsMobile(isHeldInHand)
                .setForcedColors(hasForcedColours ? ForcedColors.ACTIVE : ForcedColors.NONE)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
