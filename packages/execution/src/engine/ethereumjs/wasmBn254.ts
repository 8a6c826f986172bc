import { RustBN254 } from '@ethereumjs/evm'
import { initRustBN } from 'rustbn-wasm'

type Bn254 = Pick<RustBN254, 'add' | 'mul' | 'pairing'>

/**
 * The curve of EIP-196 and EIP-197 in WebAssembly: the library of the EVM's own choice, in JavaScript, takes five times as
 * long for a multiplication. Loaded when a precompile is first called.
 */
class WasmBn254 implements Bn254 {
  #loading: Promise<void> | undefined
  #loaded: Bn254 | undefined

  /** To be awaited before any computation. */
  load(): Promise<void> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  add(input: Uint8Array): Uint8Array {
    return this.#library.add(input)
  }

  mul(input: Uint8Array): Uint8Array {
    return this.#library.mul(input)
  }

  pairing(input: Uint8Array): Uint8Array {
    return this.#library.pairing(input)
  }

  get #library(): Bn254 {
    if (this.#loaded === undefined) throw new Error('BN254 is used before it is loaded')
    return this.#loaded
  }

  async #load(): Promise<void> {
    this.#loaded = new RustBN254(await initRustBN())
  }
}

/** One for a thread. */
export const wasmBn254 = new WasmBn254()
