#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander'
import type { DevnetArguments } from './devnet/runDevnetCommand.ts'
import type { EthereumArguments } from './ethereum/runEthereumCommand.ts'
import type { GatewayArguments } from './gateway/runGatewayCommand.ts'
import { keepCompiled } from './keepCompiled.ts'
import type { RangerArguments } from './ranging/runRangerCommand.ts'
import type { NodeArguments } from './role/runNodeCommand.ts'

keepCompiled()

const program = new Command('mvm-node')
  .description('Runs MVM: a development network, or one node of a network.')
  .showHelpAfterError()
  .exitOverride()

program
  .command('devnet')
  .description(
    'an L1, the contracts, DACs, sequencers, a gateway, a follower and rangers on this machine, in the foreground',
  )
  .option('--json', 'print one line of JSON on stdout when everything is up', false)
  .option('--port <port>', 'port of the DACs’ JSON-RPC, 0 for any', port, 8545)
  .option('--l1-port <port>', 'port of the L1’s JSON-RPC, 0 for any', port, 9545)
  .option(
    '--data <dir>',
    'keep everything there and continue from there; default: a temporary folder',
  )
  .option('--dacs <n>', 'how many DACs to create', atLeastOne, 1)
  .option('--sequencers <n>', 'how many take turns, 1 to 3', upToThree, 3)
  .option('--rangers <n>', 'how many check what the sequencers claim, 0 to 3', noneToThree, 1)
  .option('--duties <which>', 'drawn or all: what the rangers check', 'all')
  .option('--fault <name>', 'sequencers that execute wrongly; list: print the names')
  .option('--fault-from <block>', 'the first block that they execute with the fault', atLeastOne, 1)
  .option('--block-time <seconds>', 'seconds between L1 blocks', atLeastOne, 1)
  .option('--window <seconds>', 'how long a state batch can be disputed', atLeastOne, 120)
  .action(async (options: DevnetArguments) => {
    const { runDevnetCommand } = await import('./devnet/runDevnetCommand.ts')
    await runDevnetCommand(options)
  })

program
  .command('gateway')
  .description('one address for several nodes: JSON-RPC that outlives any of them')
  .requiredOption('--upstreams <urls>', 'JSON-RPC of the nodes, separated by commas')
  .option('--port <port>', 'port of the JSON-RPC, 0 for any', port, 8545)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .action(async (options: GatewayArguments) => {
    const { runGatewayCommand } = await import('./gateway/runGatewayCommand.ts')
    await runGatewayCommand(options)
  })

program
  .command('ethereum', { isDefault: process.argv.includes('--ethereum') })
  .description('a chain of Ethereum’s own rules: imports blocks and serves them, in the foreground')
  .requiredOption('--ethereum <genesis>', 'the chain’s genesis.json')
  .option('--import <file>', 'blocks in RLP, one after the other, as clients export them')
  .requiredOption('--data <dir>', 'where the chain is kept; a second start goes on from there')
  .option('--http-port <port>', 'port of the JSON-RPC, 0 for any', port, 8545)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--log-level <level>', 'trace, debug, info, warn, error', 'info')
  .action(async (options: EthereumArguments) => {
    const { runEthereumCommand } = await import('./ethereum/runEthereumCommand.ts')
    await runEthereumCommand(options)
  })

program
  .command('run')
  .description('one node in the foreground')
  .requiredOption('--role <role>', 'sequencer, producer, follower or ranger')
  .requiredOption(
    '--l1-url <url>',
    'JSON-RPC of the L1; several URLs of it, separated by commas, are asked in turn',
  )
  .requiredOption('--l1-contracts <file>', 'JSON file with the addresses of the L1 contracts')
  .requiredOption('--data <dir>', 'where the storage units are')
  .option('--port <port>', 'port of the JSON-RPC, 0 for any; default: 8545, for a ranger any', port)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option(
    '--profile <profile>',
    'dev or strict: how deep an origin must lie, what a key may come from',
    'strict',
  )
  .option(
    '--allocate-per-dac <MT>',
    'stake that a sequencer allocates to every new DAC by itself',
    '0',
  )
  .option('--sequencer-url <url>', 'where a follower forwards transactions to')
  .option(
    '--peers <list>',
    'sequencers that take turns or ask producers: <address>=ws://<host>:<port> of each, this one among them, separated by commas',
  )
  .option(
    '--public-peer-url <url>',
    'where other sequencers reach this one: said on L1, where it finds them; --peers overrides what is found',
  )
  .option('--peer-port <port>', 'where it listens to them, if the URL has another port', port)
  .option('--witness-url <urls>', 'nodes that a ranger asks for witnesses, separated by commas')
  .option('--duties <which>', 'drawn or all: what a ranger checks', 'drawn')
  .option(
    '--disputes-per-day <count>',
    'how many disputes, each with its bond, a ranger opens on one DAC within 24 hours',
    atLeastOne,
    4,
  )
  .option(
    '--games <count>',
    'how many games at a time the account of a sequencer or ranger should have ETH for: with less it warns',
    atLeastOne,
    4,
  )
  .option('--fault <name>', 'execute wrongly, to try those who check; list: print the names')
  .option('--fault-from <block>', 'the first block that is executed with the fault', atLeastOne, 1)
  .option(
    '--sign-in-domain <domains>',
    'domains of the pages that users may sign in from to read DACs that restrict READ, separated by commas',
  )
  .option(
    '--history <blocks>',
    'how many of the newest blocks keep their receipts, logs, traces and states; default: all',
    atLeastOne,
  )
  .option('--log-level <level>', 'trace, debug, info, warn, error', 'info')
  .addHelpText(
    'after',
    '\nThe L1 key is read from MVM_SEQUENCER_KEY, MVM_PRODUCER_KEY or MVM_RANGER_KEY (dev profile only).',
  )
  .action(async (options: Omit<NodeArguments, 'port'> & RangerArguments) => {
    if (options.role === 'ranger') {
      const { runRangerCommand } = await import('./ranging/runRangerCommand.ts')
      return runRangerCommand(options)
    }
    const { runNodeCommand } = await import('./role/runNodeCommand.ts')
    await runNodeCommand({ ...options, port: options.port ?? 8545 })
  })

/** Before the other options are read, which this one does not need. */
function asksForFaults(words: readonly string[]): boolean {
  return words[words.indexOf('--fault') + 1] === 'list' || words.includes('--fault=list')
}

function port(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  }
  return value
}

function atLeastOne(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('At least 1, and a whole number.')
  return value
}

function noneToThree(text: string): number {
  return text === '0' ? 0 : upToThree(text)
}

function upToThree(text: string): number {
  const value = atLeastOne(text)
  if (value > 3) throw new InvalidArgumentError('At most 3.')
  return value
}

try {
  if (asksForFaults(process.argv)) {
    const { faultNames } = await import('@mvm/execution')
    process.stdout.write(`${faultNames.join('\n')}\n`)
    process.exit(0)
  }
  await program.parseAsync()
} catch (error) {
  const { reportError } = await import('./error/reportError.ts')
  // At once: what a failed start leaves open, such as the channel to the process that started this one, would keep it.
  process.exit(reportError(error))
}
