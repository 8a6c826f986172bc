import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { L1Contracts } from '@mvm/protocol'
import type { FaultConfiguration } from '../role/FaultConfiguration.ts'
import type { DataFolder } from './DataFolder.ts'
import type { DevnetOptions } from './DevnetOptions.ts'
import { type DevnetAccount, devnetAccounts } from './devnetAccounts.ts'
import { freePort } from './freePort.ts'
import type { NodeProcess, NodeProcessOptions } from './NodeProcess.ts'

/** Bonds twice what the accounts have on a DAC at the beginning, and leaves stake for five hundred DACs. */
const ALLOCATION_MT = 2_000

/** The processes of a devnet besides its L1. */
export interface DevnetNodes {
  readonly sequencers: readonly NodeProcess[]
  /** Stands before the sequencers where there are several. */
  readonly gateway: NodeProcess | undefined
  readonly follower: NodeProcess
  readonly rangers: readonly NodeProcess[]
}

export interface StartNodesOptions
  extends Pick<DevnetOptions, 'sequencerCount' | 'rangerCount' | 'duties'> {
  readonly folder: DataFolder
  readonly l1Url: string
  readonly contracts: L1Contracts
  /** Where the DACs' JSON-RPC answers. */
  readonly port: number
  readonly fault: FaultConfiguration | undefined
  /** Starts one process, under a name that is its folder's. */
  readonly start: (
    name: string,
    process: Omit<NodeProcessOptions, 'folder' | 'signal'>,
  ) => Promise<NodeProcess>
}

/** Starts every process of a devnet besides its L1, all at once. */
export async function startNodes(options: StartNodesOptions): Promise<DevnetNodes> {
  const { folder, l1Url, port, start, sequencerCount, rangerCount, duties } = options
  const contractsFile = join(folder.path, 'contracts.json')
  writeFileSync(contractsFile, `${JSON.stringify(options.contracts, null, 2)}\n`)
  const accounts = devnetAccounts().sequencers.slice(0, sequencerCount)
  const isAlone = sequencerCount === 1
  const ports: number[] = []
  for (const _ of accounts) ports.push(isAlone ? port : await freePort(0, '--port'))
  const peers: string[] = []
  for (const { address } of accounts)
    peers.push(`${address}=ws://127.0.0.1:${await freePort(0, '--port')}`)
  const followerPort = await freePort(0, '--port')
  const frontUrl = `http://127.0.0.1:${port}`
  const followerUrl = `http://127.0.0.1:${followerPort}`

  const run = (
    role: string,
    name: string,
    nodePort: number,
    environment: Record<string, string>,
    more: readonly string[],
  ) =>
    start(name, {
      role,
      arguments: [
        ...['--role', role, '--data', folder.folder(name), '--port', String(nodePort)],
        ...['--l1-url', l1Url, '--l1-contracts', contractsFile, '--profile', 'dev'],
        ...more,
      ],
      environment,
    })
  // All of them are the same machine: the blocks of one that differs would find no majority.
  const fault = faultArguments(options.fault)
  const sequencer = ({ privateKey }: DevnetAccount, index: number) =>
    run(
      'sequencer',
      numbered('sequencer', index),
      ports[index] as number,
      { MVM_SEQUENCER_KEY: privateKey },
      [
        ...['--allocate-per-dac', String(ALLOCATION_MT)],
        ...(isAlone ? [] : ['--peers', peers.join(',')]),
        ...fault,
      ],
    )
  // Of the two, only what the first one serves is the sequencers' own.
  const witnesses = ['--witness-url', `${frontUrl},${followerUrl}`]
  const ranger = ({ privateKey }: DevnetAccount, index: number) =>
    run('ranger', numbered('ranger', index), 0, { MVM_RANGER_KEY: privateKey }, [
      ...['--duties', duties],
      ...witnesses,
    ])
  const [sequencers, gateway, follower, rangers] = await Promise.all([
    Promise.all(accounts.map(sequencer)),
    isAlone
      ? undefined
      : start('gateway', {
          role: 'gateway',
          command: 'gateway',
          arguments: [
            ...['--upstreams', ports.map((one) => `http://127.0.0.1:${one}`).join(',')],
            ...['--port', String(port)],
          ],
          environment: {},
        }),
    run('follower', 'follower', followerPort, {}, ['--sequencer-url', frontUrl]),
    Promise.all(devnetAccounts().rangers.slice(0, rangerCount).map(ranger)),
  ])
  return { sequencers, gateway, follower, rangers }
}

function faultArguments(fault: FaultConfiguration | undefined): readonly string[] {
  if (fault === undefined) return []
  return ['--fault', fault.name, '--fault-from', String(fault.fromBlock)]
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`
}
