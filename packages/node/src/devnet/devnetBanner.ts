import { getAddress } from 'ethers'
import type { Devnet } from './Devnet.ts'
import { describeDevnet } from './describeDevnet.ts'

/** What a person sees when the devnet is up: URLs, funded accounts and what to do next. */
export function devnetBanner(devnet: Devnet): string {
  const description = describeDevnet(devnet)
  const first = description.dacs[0]
  const lines = [
    '',
    'The devnet is up.',
    ...(devnet.fault === undefined
      ? []
      : [`Its sequencers lie: ${devnet.fault.name} from block ${devnet.fault.fromBlock} on.`]),
    '',
    `  L1         ${description.l1.rpcUrl}   chain ${description.l1.chainId}`,
    ...description.dacs.map(
      ({ slug, chainId, rpcUrl, wsUrl }) =>
        `  ${slug.padEnd(10)} ${rpcUrl}   chain ${chainId}   ${wsUrl}`,
    ),
    ...(devnet.gateway === undefined ? [] : gatewayLines(devnet)),
    `  follower   ${devnet.follower.rpcUrl}   the same DACs, derived from L1 alone`,
    ...devnet.rangers.map(
      ({ rpcUrl, pid }) =>
        `  ranger     ${rpcUrl}   process ${pid}   checks what the sequencers claim, and disputes`,
    ),
    `  data       ${devnet.dataFolder}${devnet.isTemporary ? '   (temporary: gone when this ends; keep one with --data <dir>)' : ''}`,
    '',
    '  Accounts, each with ETH on L1 and MT on every DAC (public development keys: never send them anything of value):',
    ...devnet.users.map(
      ({ address, privateKey }, index) => `  (${index}) ${getAddress(address)}   ${privateKey}`,
    ),
    '',
  ]
  if (first !== undefined) {
    lines.push(
      '  Next steps:',
      `    npx cast block-number --rpc-url ${first.rpcUrl}`,
      `    npx cast send --rpc-url ${first.rpcUrl} --private-key ${devnet.users[0]?.privateKey} --value 1ether ${getAddress(devnet.users[1]?.address ?? '')}`,
      `    npm run --silent mvm -- dac list${mvmOptions(devnet)}`,
      '',
    )
  }
  lines.push('  Ctrl-C ends everything.', '')
  return lines.join('\n')
}

/** What `mvm` has to be told where the devnet is not at its usual ports. */
function mvmOptions({ l1, rpcUrl: nodeUrl }: Devnet): string {
  const l1Url = l1.rpcUrl === 'http://127.0.0.1:9545' ? '' : ` --l1-url ${l1.rpcUrl}`
  const rpcUrl = nodeUrl === 'http://127.0.0.1:8545' ? '' : ` --rpc-url ${nodeUrl}`
  return `${l1Url}${rpcUrl}`
}

/** Who answers behind the DACs' URLs. */
function gatewayLines({ sequencers, rpcUrl }: Devnet): readonly string[] {
  return [
    `  gateway    ${rpcUrl}   answers for whichever sequencer is ready`,
    ...sequencers.map(
      (sequencer, index) =>
        `  ${`sequencer ${index + 1}`} ${sequencer.rpcUrl}   process ${sequencer.pid}`,
    ),
  ]
}
