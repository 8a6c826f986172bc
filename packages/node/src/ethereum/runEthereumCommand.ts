import { pino } from 'pino'
import { EthereumNode } from './EthereumNode.ts'

export interface EthereumArguments {
  readonly ethereum: string
  readonly import?: string
  readonly data: string
  readonly httpPort: number
  readonly host: string
  readonly logLevel: string
}

/** `mvm-node --ethereum`: a chain of Ethereum's profile, until SIGINT, SIGTERM, or the end of who started it. */
export async function runEthereumCommand(options: EthereumArguments): Promise<void> {
  const stop = new AbortController()
  const ended = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort()
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
    process.on('disconnect', onSignal)
  })
  const node = await EthereumNode.start(
    {
      genesisFile: options.ethereum,
      importFile: options.import,
      dataFolder: options.data,
      host: options.host,
      port: options.httpPort,
    },
    { logger: pino({ level: options.logLevel }, pino.destination(2)), signal: stop.signal },
  )
  process.stdout.write(`${JSON.stringify({ rpcUrl: node.rpcUrl, headNumber: node.headNumber })}\n`)
  await ended
  await node.stop()
  process.exit(0)
}
