import type { CharterChange } from './charterChanges.ts'

/** Changes for people, one a line. */
export function formatChanges(changes: readonly CharterChange[]): string {
  return changes.map(({ sign, text }) => `${sign} ${text}`).join('\n')
}
