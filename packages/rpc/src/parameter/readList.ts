import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { Reader } from './Parameter.ts'

/** A reader of arrays whose items `read` understands. */
export function readList<T>(read: Reader<T>, maxItems = Number.MAX_SAFE_INTEGER): Reader<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new InvalidParameterError({ at, problem: 'want an array' })
    if (value.length > maxItems) {
      throw new InvalidParameterError({ at, problem: `want at most ${maxItems} items` })
    }
    return value.map((item, index) => read(item, `${at}.${index}`))
  }
}
