/** JSON that keeps integers without limit and bytes: `{"$n":"12"}` and `{"$b":"<base64>"}`. */
export const wireText = {
  encode(value: unknown): string {
    return JSON.stringify(value, toJson)
  },

  /** Throws SyntaxError for what is no such text. */
  decode(text: string): unknown {
    return JSON.parse(text, (_, field: unknown) => {
      if (typeof field !== 'object' || field === null) return field
      if ('$n' in field && typeof field.$n === 'string') return toInteger(field.$n)
      if ('$b' in field && typeof field.$b === 'string') {
        return new Uint8Array(Buffer.from(field.$b, 'base64'))
      }
      return field
    })
  },
} as const

function toJson(this: Readonly<Record<string, unknown>>, name: string, field: unknown): unknown {
  // As it stands in its object: `field` is what the `toJSON` of a Buffer has made of it.
  const original = this[name]
  if (typeof original === 'bigint') return { $n: String(original) }
  if (original instanceof Uint8Array) return { $b: Buffer.from(original).toString('base64') }
  return field
}

/** No figure of the protocol is longer, and long ones take long to read. */
const MAX_DIGITS = 80

function toInteger(text: string): bigint {
  if (text.length > MAX_DIGITS || !/^-?\d+$/.test(text)) {
    throw new SyntaxError('a wire message holds what is no integer')
  }
  return BigInt(text)
}
