import { type Address, fromHex, type Hex } from '@mvm/protocol'
import { InvalidGenesisError } from './InvalidGenesisError.ts'

/**
 * An object of a genesis file, read field by field: quantities as numbers, decimal or hexadecimal digits, data
 * with `0x` in front or not. A missing field and `null` are the same. Throws {@link InvalidGenesisError}.
 */
export class GenesisReader {
  readonly path: string
  readonly #fields: ReadonlyMap<string, unknown>

  constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidGenesisError({ path, problem: 'is no object' })
    }
    this.path = path
    this.#fields = new Map(Object.entries(value).filter(([, field]) => field !== null))
  }

  get names(): string[] {
    return [...this.#fields.keys()]
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  object(name: string): GenesisReader {
    return new GenesisReader(this.#fields.get(name), `${this.path}.${name}`)
  }

  boolean(name: string): boolean {
    return this.#fields.get(name) === true
  }

  quantity(name: string): bigint | undefined {
    const value = this.#fields.get(name)
    if (value === undefined) return undefined
    const digits = typeof value === 'number' ? String(value) : value
    if (typeof digits === 'string' && /^(0x[0-9a-f]+|[0-9]+)$/i.test(digits)) return BigInt(digits)
    throw this.#invalid(name, 'is no quantity')
  }

  /** A quantity that a number holds exactly. */
  number(name: string): number | undefined {
    const value = this.quantity(name)
    if (value === undefined) return undefined
    if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value)
    throw this.#invalid(name, 'is above 2^53 - 1')
  }

  data(name: string): Hex | undefined {
    const value = this.#fields.get(name)
    if (value === undefined) return undefined
    if (typeof value === 'string' && /^(0x)?([0-9a-f]{2})*$/i.test(value)) {
      return `0x${value.toLowerCase().replace('0x', '')}`
    }
    throw this.#invalid(name, 'is no hexadecimal data')
  }

  bytes(name: string): Uint8Array | undefined {
    const data = this.data(name)
    return data === undefined ? undefined : fromHex(data)
  }

  /** Data of at most `length` bytes, with zeros in front. */
  padded(name: string, length: number): Hex | undefined {
    const value = this.#fields.get(name)
    if (value === undefined) return undefined
    const digits = typeof value === 'string' ? value.toLowerCase().replace(/^0x/, '') : ''
    if (typeof value === 'string' && /^[0-9a-f]*$/.test(digits) && digits.length <= length * 2) {
      return `0x${digits.padStart(length * 2, '0')}`
    }
    throw this.#invalid(name, `is not ${length} bytes`)
  }

  address(name: string): Address | undefined {
    return this.padded(name, 20) as Address | undefined
  }

  #invalid(name: string, problem: string): InvalidGenesisError {
    return new InvalidGenesisError({ path: `${this.path}.${name}`, problem })
  }
}
