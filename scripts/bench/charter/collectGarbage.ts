import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void

/** Clears what was made last, so that nobody pays for what another one left. */
export function collectGarbage(): void {
  gc({ type: 'minor' })
}
