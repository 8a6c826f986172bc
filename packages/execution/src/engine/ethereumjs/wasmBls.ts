import { MCLBLS } from '@ethereumjs/evm'
import mcl from 'mcl-wasm'

/**
 * BLS12-381 for the precompiles of EIP-2537, in WebAssembly: the library of the EVM's own choice, in JavaScript, takes
 * milliseconds for an addition of 375 gas. Takes 20 MB, so it is loaded when a precompile is first called.
 */
class WasmBls extends MCLBLS {
  #loading: Promise<void> | undefined

  constructor() {
    super(mcl)
  }

  /** Called by each EVM that is made, which is before it is loaded. */
  override init(): void {}

  /** To be awaited before any computation. */
  load(): Promise<void> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  async #load(): Promise<void> {
    await mcl.init(mcl.BLS12_381)
    super.init()
  }
}

/** The library's state is one per thread. */
export const wasmBls = new WasmBls()
