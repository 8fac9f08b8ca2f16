const longest = 40

/** A key of plain lower-case words, from the words people read, and none that is taken: `How heard?` gives `how-heard`, then `how-heard-2`. */
export function keyOf(words: string, taken: readonly string[]): string {
  const plain = words.normalize('NFD').replace(/[\u0300-\u036f’']/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  const started = /^[a-z]/.test(plain) ? plain : plain === '' ? 'question' : `q-${plain}`
  const cut = started.length <= longest ? started : started.slice(0, started.lastIndexOf('-', longest) > 0 ? started.lastIndexOf('-', longest) : longest)
  let key = cut
  for (let n = 2; taken.includes(key); n++) key = `${cut}-${n}`
  return key
}
