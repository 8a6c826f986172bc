import type { Json } from '../jsonrpc/Json.ts'

/** A thing and its JSON text, made when the first subscriber needs it and shared by the others. */
export class Encoded<T> {
  readonly value: T
  readonly #format: (value: T) => Json
  #json: string | null = null

  constructor(value: T, format: (value: T) => Json) {
    this.value = value
    this.#format = format
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.#format(this.value))
    return this.#json
  }
}
