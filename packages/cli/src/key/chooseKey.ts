import { addressOfPrivateKey, asAddress, type Hex } from '@mvm/protocol'
import type { Settings } from '../configuration/Settings.ts'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { developmentAccount } from './developmentAccount.ts'
import { isDevelopmentChain } from './isDevelopmentChain.ts'
import type { KeyChoice } from './KeyChoice.ts'
import { readKeystore } from './readKeystore.ts'

/**
 * The key that the settings name: a raw one on development chains only, a keystore anywhere, and without any on
 * L1 31337 development account 0. Between a raw key and a keystore the stronger place decides.
 * Throws {@link ConfigurationError}.
 */
export function chooseKey(settings: Settings, l1ChainId: number): KeyChoice {
  const { account, privateKey } = settings
  if (account !== undefined && privateKey !== undefined && account.rank === privateKey.rank) {
    throw new ConfigurationError({
      source: `${account.source} and ${privateKey.source}`,
      problem: 'name two keys',
      remedy: 'Give one of them.',
    })
  }
  const isRaw =
    privateKey !== undefined && (account === undefined || privateKey.rank < account.rank)
  if (isRaw) return rawKey(privateKey.value, privateKey.source, l1ChainId)
  if (account !== undefined) return readKeystore(account, settings.keystore?.value ?? '.')
  if (l1ChainId === 31_337) {
    const { address, privateKey: key } = developmentAccount
    return { kind: 'development', privateKey: key, address: asAddress(address) }
  }
  throw new ConfigurationError({
    source: 'no setting',
    problem: `names a key, and L1 has chainID ${l1ChainId}, which is no devnet`,
    remedy: 'Name a V3 keystore with --account <name>; `mvm help keys` says more.',
  })
}

function rawKey(text: string, source: string, l1ChainId: number): KeyChoice {
  if (!isDevelopmentChain(l1ChainId)) {
    throw new ConfigurationError({
      source,
      problem: `is a raw key, and those are for development chains; L1 has chainID ${l1ChainId}`,
      remedy: 'Name a V3 keystore with --account <name>; `mvm help keys` says more.',
    })
  }
  const privateKey = `${text.startsWith('0x') ? '' : '0x'}${text}`.toLowerCase() as Hex
  try {
    if (!/^0x[0-9a-f]{64}$/.test(privateKey)) throw new RangeError('wrong length')
    return { kind: 'raw', privateKey, address: addressOfPrivateKey(privateKey) }
  } catch {
    // Without the cause: it could carry the key.
    throw new ConfigurationError({
      source,
      problem: 'is no private key',
      remedy: 'Give 64 hexadecimal digits, below the order of secp256k1.',
    })
  }
}
