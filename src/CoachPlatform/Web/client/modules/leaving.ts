const acts: (() => void)[] = []

/** Registers what has to happen before this page is left for good: by quick exit, or by signing out. */
export const onLeave = (act: () => void): void => { acts.push(act) }

export const leaving = (): void => acts.forEach(act => act())
