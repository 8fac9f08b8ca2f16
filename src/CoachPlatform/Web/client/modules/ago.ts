import { refresh } from './live'
import { say } from './words'

const minute = 60_000

/** "Just now" must not stand for an hour: minutes are counted here, and at every full hour and new day the row is read again. */
export function agos(): void {
  let day = new Date().getDate()
  setInterval(() => {
    const isNewDay = new Date().getDate() !== day
    day = new Date().getDate()
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
      const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / minute)
      const row = time.closest<HTMLElement>('[data-live]')
      if (row && (isNewDay || (minutes > 0 && minutes % 60 === 0))) void refresh(row)
      else if (minutes < 60) time.textContent = minutes < 1 ? say('agoNow') : say('agoMinutes', minutes)
    }
    if (isNewDay) for (const any of document.querySelectorAll<HTMLElement>('[data-live][data-case="*"]')) void refresh(any)
  }, minute)
}
