import type { RangerPort } from '../../port/RangerPort.ts'

/** What a ranger's methods may look at. */
export interface RangerContext {
  readonly ranger: RangerPort
}
