/** What a precompile gives for an input; `null` when it fails, which takes all the gas of the call. */
export type Precompile = (input: Uint8Array) => Uint8Array | null

/** By number. */
export type Precompiles = Readonly<Record<number, Precompile>>
