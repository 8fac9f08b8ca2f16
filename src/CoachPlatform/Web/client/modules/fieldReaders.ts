type Readers = { partner: boolean; coach: boolean }

const words: Record<string, Readers> = {
  me: { partner: false, coach: false },
  coach: { partner: false, coach: true },
  partnerOnly: { partner: true, coach: false },
  partner: { partner: true, coach: true },
}

/**
 * A single question is for fewer people than the whole, never for more. When the whole is closed further, a question keeps closer still: nobody
 * gets to read it who was not to before.
 */
export function fieldReaders(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-field-readers]')) fit(place)
  document.addEventListener('change', event => {
    const radio = event.target
    if (!(radio instanceof HTMLInputElement) || radio.name !== 'audience') return
    const place = radio.form?.querySelector<HTMLElement>('[data-field-readers]')
    if (place) fit(place)
  })
}

function fit(place: HTMLElement): void {
  const whole = words[place.closest('form')?.querySelector<HTMLInputElement>('input[name=audience]:checked')?.value ?? 'partner']
  if (!whole) return
  for (const select of place.querySelectorAll('select')) {
    const own = words[select.value]
    for (const option of select.options) {
      const readers = words[option.value]
      option.disabled = readers !== undefined && !within(readers, whole)
    }
    if (own && !within(own, whole)) select.value = wordOf({ partner: own.partner && whole.partner, coach: own.coach && whole.coach }, whole)
  }
}

const within = (readers: Readers, whole: Readers): boolean => (whole.partner || !readers.partner) && (whole.coach || !readers.coach)

/** The word of these readers; none where they are those of the whole. */
const wordOf = (readers: Readers, whole: Readers): string =>
  readers.partner === whole.partner && readers.coach === whole.coach ? '' : Object.keys(words).find(w => words[w]?.partner === readers.partner && words[w]?.coach === readers.coach) ?? ''
