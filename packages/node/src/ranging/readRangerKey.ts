import type { Hex } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** The ranger's L1 key from MVM_RANGER_KEY, for development only. Throws {@link ConfigurationError}. */
export function readRangerKey(profile: string): Hex {
  const key = process.env.MVM_RANGER_KEY
  // What the process does not need it should not hand on.
  delete process.env.MVM_RANGER_KEY
  if (profile !== 'dev') {
    throw new ConfigurationError({
      option: '--role ranger',
      problem: 'a raw key in the environment is for the dev profile only',
      remedy: 'Keystores and remote signers for public L1s are not built yet.',
    })
  }
  if (key === undefined || !/^0x[0-9a-fA-F]{64}$/.test(key)) {
    throw new ConfigurationError({
      option: 'MVM_RANGER_KEY',
      problem: 'it holds no private key of 32 bytes',
      remedy: 'Set it to 0x and 64 hexadecimal digits.',
    })
  }
  return key as Hex
}
