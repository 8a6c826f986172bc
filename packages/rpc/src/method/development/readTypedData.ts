import { InvalidParameterError } from '../../error/InvalidParameterError.ts'
import { need } from '../../parameter/need.ts'
import { readFields } from '../../parameter/readFields.ts'
import { readList } from '../../parameter/readList.ts'
import { readText } from '../../parameter/readText.ts'
import type { TypedData } from '../../port/DevelopmentPort.ts'

/** EIP-712 data, as an object or as its JSON text, both of which clients send. */
export function readTypedData(value: unknown, at: string): TypedData {
  const fields = readFields(typeof value === 'string' ? parse(value, at) : value, at)
  const types = need(fields, 'types', readFields, at)
  return {
    domain: need(fields, 'domain', readFields, at),
    types: Object.fromEntries(
      Object.entries(types).map(([name, members]) => [name, readMembers(members, `${at}.types`)]),
    ),
    message: need(fields, 'message', readFields, at),
  }
}

const readMembers = readList((value, at) => {
  const fields = readFields(value, at)
  return { name: need(fields, 'name', readText, at), type: need(fields, 'type', readText, at) }
})

function parse(text: string, at: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidParameterError({ at, problem: 'no JSON' })
  }
}
