import type { TraceKind } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readField } from './readField.ts'
import { type Fields, readFields } from './readFields.ts'
import { readFlag } from './readFlag.ts'
import { readText } from './readText.ts'

/** What `debug_` methods record by default: every opcode, without memory and return data. */
export const structTrace: TraceKind = {
  kind: 'struct',
  hasMemory: false,
  hasStack: true,
  hasStorage: true,
  hasReturnData: false,
  limit: 0,
}

/** The options of geth's tracers; those that are not known have no effect. */
export function readTraceConfig(value: unknown, at: string): TraceKind {
  const fields = readFields(value, at)
  const tracer = readField(fields, 'tracer', readText, at) ?? ''
  const options = readField(fields, 'tracerConfig', readFields, at) ?? {}
  const inside = `${at}.tracerConfig`
  const is = (name: string, of: Fields = options, place = inside): boolean =>
    readField(of, name, readFlag, place) ?? false
  switch (tracer) {
    case '':
      return {
        kind: 'struct',
        hasMemory: is('enableMemory', fields, at),
        hasStack: !is('disableStack', fields, at),
        hasStorage: !is('disableStorage', fields, at),
        hasReturnData: is('enableReturnData', fields, at),
        limit: readField(fields, 'limit', readLimit, at) ?? 0,
      }
    case 'callTracer':
      return {
        kind: 'call',
        isTopOnly: is('onlyTopCall'),
        hasLogs: is('withLog'),
        isWhole: true,
      }
    case 'prestateTracer':
      return {
        kind: 'prestate',
        isDiff: is('diffMode'),
        hasCode: !is('disableCode'),
        hasStorage: !is('disableStorage'),
      }
    case '4byteTracer':
      return { kind: 'fourByte' }
    case 'noopTracer':
      return { kind: 'none' }
    default:
      throw new InvalidParameterError({
        at,
        problem: `there is no tracer "${tracer.slice(0, 40)}"; use callTracer, prestateTracer, 4byteTracer, noopTracer, or none of them`,
      })
  }
}

function readLimit(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new InvalidParameterError({ at, problem: 'want a whole number' })
}
