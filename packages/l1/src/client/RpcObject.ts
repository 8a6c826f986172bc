import { type Address, asAddress, asHash, type Hash, type Hex } from '@mvm/protocol'
import { L1ResponseError } from '../error/L1ResponseError.ts'

/** An object in a node's answer, whose fields are checked as they are read: each read throws {@link L1ResponseError}. */
export class RpcObject {
  readonly #method: string
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(method: string, value: unknown) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new L1ResponseError({ method, reason: `${shortJson(value)} is not an object` })
    }
    this.#method = method
    this.#fields = value as Record<string, unknown>
  }

  has(field: string): boolean {
    return this.#fields[field] !== undefined && this.#fields[field] !== null
  }

  /** A quantity up to 2^53 − 1. */
  number(field: string): number {
    const value = this.bigint(field)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) this.#refuse(field, 'is too large')
    return Number(value)
  }

  bigint(field: string): bigint {
    const value = this.#fields[field]
    if (typeof value !== 'string' || !/^0x[0-9a-fA-F]+$/.test(value)) {
      return this.#refuse(field, 'is no quantity')
    }
    return BigInt(value)
  }

  hash<H extends Hash>(field: string): H {
    return asHash<H>(this.#hex(field, 32))
  }

  address(field: string): Address {
    return asAddress(this.#hex(field, 20))
  }

  bytes(field: string): Hex {
    return this.#hex(field, null)
  }

  /** Of fixed length. */
  fixedBytes(field: string, length: number): Hex {
    return this.#hex(field, length)
  }

  fixedBytesList(field: string, length: number): Hex[] {
    return this.list(field).map((item) => {
      return new RpcObject(this.#method, { [field]: item }).fixedBytes(field, length)
    })
  }

  list(field: string): readonly unknown[] {
    const value = this.#fields[field]
    return Array.isArray(value) ? value : this.#refuse(field, 'is no list')
  }

  boolean(field: string): boolean {
    const value = this.#fields[field]
    return typeof value === 'boolean' ? value : this.#refuse(field, 'is neither true nor false')
  }

  #hex(field: string, length: number | null): Hex {
    const value = this.#fields[field]
    if (typeof value !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) {
      return this.#refuse(field, 'is no hexadecimal')
    }
    if (length !== null && value.length !== 2 + length * 2) {
      return this.#refuse(field, `has not ${length} bytes`)
    }
    return value.toLowerCase() as Hex
  }

  #refuse(field: string, reason: string): never {
    throw new L1ResponseError({
      method: this.#method,
      reason: `its ${field} ${shortJson(this.#fields[field])} ${reason}`,
    })
  }
}

function shortJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined'
  return json.length > 80 ? `${json.slice(0, 80)}…` : json
}
