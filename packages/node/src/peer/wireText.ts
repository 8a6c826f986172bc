import { exceededShape } from '@mvm/rpc'

/** Of one text: more than the longest frame of an honest node needs, which is full of transactions. */
const SHAPE = { jsonDepth: 16, jsonValues: 300_000 }

/** JSON that keeps integers without limit and bytes: `{"$n":"12"}` and `{"$b":"<base64>"}`. */
export const wireText = {
  encode(value: unknown): string {
    return JSON.stringify(value, toJson)
  },

  /** Throws SyntaxError for what is no such text, or is of a shape that takes long to read. */
  decode(text: Uint8Array): unknown {
    if (exceededShape(text, SHAPE) !== null)
      throw new SyntaxError('a wire message is too deep or holds too much')
    return revive(JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString()))
  },
} as const

function toJson(this: Readonly<Record<string, unknown>>, name: string, field: unknown): unknown {
  // As it stands in its object: `field` is what the `toJSON` of a Buffer has made of it.
  const original = this[name]
  if (typeof original === 'bigint') return { $n: String(original) }
  if (original instanceof Uint8Array) return { $b: Buffer.from(original).toString('base64') }
  return field
}

/** In place, and a tenth of the time that JSON's own reviver takes. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revive(value[i])
    return value
  }
  if ('$n' in value && typeof value.$n === 'string') return toInteger(value.$n)
  if ('$b' in value && typeof value.$b === 'string') {
    return new Uint8Array(Buffer.from(value.$b, 'base64'))
  }
  // It would be written into the object's prototype.
  if (Object.hasOwn(value, '__proto__')) throw new SyntaxError('a wire message has a prototype')
  const fields = value as Record<string, unknown>
  for (const name of Object.keys(fields)) fields[name] = revive(fields[name])
  return value
}

/** No figure of the protocol is longer, and long ones take long to read. */
const MAX_DIGITS = 80

function toInteger(text: string): bigint {
  if (text.length > MAX_DIGITS || !/^-?\d+$/.test(text)) {
    throw new SyntaxError('a wire message holds what is no integer')
  }
  return BigInt(text)
}
