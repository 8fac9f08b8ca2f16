import type { Control } from './serialise'

/**
 * Makes `old` look like `fresh` while keeping what a person holds: focus, scroll, open details, and words not yet sent.
 * Returns false, with nothing changed, when the fresh version has no place for a field that is being written in.
 */
export function morph(old: HTMLElement, fresh: HTMLElement): boolean {
  const held = [...old.querySelectorAll<Control>('input, textarea, select')].filter(control => isHeld(control) && !isWithin(control, old))
  if (held.some(control => !counterpart(control, fresh))) return false
  const focused = document.activeElement
  merge(old, fresh)
  // Moving a node takes its focus away.
  if (focused instanceof HTMLElement && focused !== document.activeElement && old.contains(focused)) focused.focus({ preventScroll: true })
  return true
}

/** In focus, or with something typed, ticked or chosen that the server has not had. */
export function isHeld(control: Control): boolean {
  if (control.type === 'hidden') return false
  return control === document.activeElement || isDirty(control)
}

export function isDirty(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].some(o => o.selected !== o.defaultSelected) && control.selectedIndex !== 0
  }
  if (control.type === 'checkbox' || control.type === 'radio') {
    const box = control as HTMLInputElement
    return box.checked !== box.defaultChecked
  }
  return control.value !== control.defaultValue
}

/** In a part that the reader unfolded: it is read by itself, so what stands around it neither changes nor waits for it. */
function isWithin(control: Control, root: HTMLElement): boolean {
  const own = control.closest('[data-inside]')
  return own !== null && own !== root && root.contains(own)
}

function counterpart(control: Control, fresh: HTMLElement): boolean {
  if (control.id) return fresh.querySelector(`#${CSS.escape(control.id)}`) !== null
  return control.name === '' || fresh.querySelector(`[name="${CSS.escape(control.name)}"]`) !== null
}

function merge(old: Element, fresh: Element): void {
  const isField = old instanceof HTMLInputElement || old instanceof HTMLTextAreaElement || old instanceof HTMLSelectElement
  if (isField && isHeld(old)) return
  // Unfolded by the reader: the fresh page holds only the empty place of it.
  if (old.hasAttribute('data-inside') && old.hasAttribute('data-live') && !fresh.hasAttribute('data-live')) return
  attributes(old, fresh)
  if (old instanceof HTMLTextAreaElement) {
    old.value = old.defaultValue = (fresh as HTMLTextAreaElement).defaultValue
    return
  }
  children(old, fresh)
}

function attributes(old: Element, fresh: Element): void {
  // Opened by the reader, not by the server.
  const kept = (name: string): boolean => name === 'open' && (old.nodeName === 'DETAILS' || old.nodeName === 'DIALOG')
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !kept(name)) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !kept(name)) old.setAttribute(name, value)
}

function children(old: Element, fresh: Element): void {
  const byId = new Map([...old.children].filter(c => c.id).map(c => [`${c.nodeName}#${c.id}`, c]))
  const known = (want: Node): Element | undefined => want instanceof Element && want.id ? byId.get(`${want.nodeName}#${want.id}`) : undefined
  if ((old as HTMLElement).dataset.keepOrder !== undefined) return inOldOrder(old, fresh, known)
  let at: ChildNode | null = old.firstChild
  const seen = new Set<Node>()
  for (const want of [...fresh.childNodes]) {
    const match: ChildNode | null = known(want) ?? (want instanceof Element && want.id ? null : similar(at, want))
    if (!match) {
      seen.add(want)
      old.insertBefore(want, at)
      continue
    }
    seen.add(match)
    if (match !== at) old.insertBefore(match, at)
    at = match.nextSibling
    if (match instanceof Element) merge(match, want as Element)
    else if (match.nodeValue !== want.nodeValue) match.nodeValue = want.nodeValue
  }
  for (const child of [...old.childNodes]) if (!seen.has(child)) child.remove()
}

/** Known rows stay where they are, new ones come last; whoever owns the order (board.ts) sorts when nobody is pointing. */
function inOldOrder(old: Element, fresh: Element, known: (want: Node) => Element | undefined): void {
  const seen = new Set<Element>()
  for (const want of [...fresh.children]) {
    const match = known(want)
    if (match) merge(match, want)
    else old.append(want)
    seen.add(match ?? want)
  }
  for (const child of [...old.children]) if (!seen.has(child)) child.remove()
}

/** The next old node that may stand for this new one: same kind, and no id of its own that belongs elsewhere. */
function similar(at: ChildNode | null, want: Node): ChildNode | null {
  for (let node = at; node; node = node.nextSibling) {
    if (node.nodeType !== want.nodeType) continue
    if (!(node instanceof Element)) return node
    if (node.nodeName === want.nodeName && !node.id) return node
  }
  return null
}
