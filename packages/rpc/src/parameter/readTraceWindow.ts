import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readNumber } from './readNumber.ts'
import { readPosition } from './readPosition.ts'

/** Which states of a trace are asked for: `count` of them, the one at `position` in their middle. */
export interface TraceWindow {
  readonly position: number
  readonly count: number
}

const DEFAULT_COUNT = 16

/** `{position, count?}`. */
export function readTraceWindow(value: unknown, at: string): TraceWindow {
  const fields = readFields(value, at)
  const position = readField(fields, 'position', readPosition, at)
  if (position === undefined) throw new InvalidParameterError({ at, problem: 'want a position' })
  const count = readField(fields, 'count', readNumber, at) ?? DEFAULT_COUNT
  if (count > 0) return { position, count }
  throw new InvalidParameterError({ at: `${at}.count`, problem: 'want at least one state' })
}
