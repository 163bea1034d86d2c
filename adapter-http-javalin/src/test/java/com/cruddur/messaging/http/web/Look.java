package com.cruddur.messaging.http.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** How a page may be looked at. */
enum Look {
    LIGHT(1180, 760, ColorScheme.LIGHT, false),
    DARK(1180, 760, ColorScheme.DARK, false),
    PHONE(390, 780, ColorScheme.LIGHT, true);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final boolean isHeldInHand;

    Look(int width, int height, ColorScheme scheme, boolean isHeldInHand) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
        this.isHeldInHand = isHeldInHand;
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setHasTouch(isHeldInHand)
                .setIsMobile(isHeldInHand)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
