import { type Address, asAddress } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { isPeerUrl } from '../peer/isPeerUrl.ts'

/** Reads `--peers address=url,…`. Throws {@link ConfigurationError}. */
export function readPeers(peers: string): ReadonlyMap<Address, string> {
  const members = new Map<Address, string>()
  for (const part of peers.split(',')) {
    const [address = '', url = ''] = part.split('=')
    if (!/^0x[0-9a-fA-F]{40}$/.test(address) || !isPeerUrl(url) || new URL(url).port === '') {
      throw new ConfigurationError({
        option: '--peers',
        problem: `"${part}" is no address with a URL`,
        remedy: 'Write <address>=ws://<host>:<port> for each sequencer, separated by commas.',
      })
    }
    members.set(asAddress(address.toLowerCase()), url)
  }
  return members
}
