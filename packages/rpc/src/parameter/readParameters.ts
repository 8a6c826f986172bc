import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { Parameter } from './Parameter.ts'

const NONE: readonly unknown[] = []

/**
 * Reads `params` by position. Throws {@link InvalidParameterError} for params by name, missing and
 * surplus ones, and those that their reader refuses.
 */
export function readParameters(parameters: readonly Parameter<unknown>[], params: unknown) {
  const given = params === undefined || params === null ? NONE : params
  if (!Array.isArray(given)) {
    throw new InvalidParameterError({ at: '', problem: 'non-array args' })
  }
  if (given.length > parameters.length) {
    throw new InvalidParameterError({
      at: '',
      problem: `too many arguments, want at most ${parameters.length}`,
    })
  }
  return parameters.map((parameter, index) => {
    const value: unknown = given[index]
    if (value !== undefined && value !== null) return parameter.read(value, String(index))
    if (parameter.fallback !== undefined) return parameter.fallback.value
    throw new InvalidParameterError({
      at: '',
      problem: `missing value for required argument ${index} (${parameter.name})`,
    })
  })
}
