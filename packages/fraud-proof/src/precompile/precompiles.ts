import { blake2f } from './blake2f.ts'
import { blsPrecompiles } from './blsPrecompiles.ts'
import { bn254Precompiles } from './bn254Precompiles.ts'
import { evaluatePoint } from './evaluatePoint.ts'
import { hashPrecompiles } from './hashPrecompiles.ts'
import { modExp } from './modExp.ts'
import type { Precompiles } from './Precompile.ts'
import { signaturePrecompiles } from './signaturePrecompiles.ts'

/** Osaka's precompiles, except identity (4), whose output is its input. */
export const precompiles: Precompiles = {
  ...signaturePrecompiles,
  ...hashPrecompiles,
  5: modExp,
  ...bn254Precompiles,
  9: blake2f,
  10: evaluatePoint,
  ...blsPrecompiles,
}
