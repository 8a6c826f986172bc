// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter} from "../../src/charter/Charter.sol";
import {L1StandardBridge} from "../../src/l1/bridge/L1StandardBridge.sol";
import {ComCo} from "../../src/l1/dac/ComCo.sol";
import {DACManager} from "../../src/l1/dac/DACManager.sol";
import {Profile} from "../../src/l1/dac/Profile.sol";
import {DisputeGame} from "../../src/l1/dispute/DisputeGame.sol";
import {GovernanceParameters} from "../../src/l1/governance/GovernanceParameters.sol";
import {MetisDAO} from "../../src/l1/governance/MetisDAO.sol";
import {MetisDAOTimelock} from "../../src/l1/governance/MetisDAOTimelock.sol";
import {Parameters} from "../../src/l1/Parameters.sol";
import {RangerPool} from "../../src/l1/ranging/RangerPool.sol";
import {CanonicalTransactionChain} from "../../src/l1/rollup/CanonicalTransactionChain.sol";
import {
    ICanonicalTransactionChain
} from "../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L1History} from "../../src/l1/rollup/L1History.sol";
import {L2Predeploys} from "../../src/l1/rollup/L2Predeploys.sol";
import {StateCommitmentChain} from "../../src/l1/rollup/StateCommitmentChain.sol";
import {EpochSeeds} from "../../src/l1/sequencing/EpochSeeds.sol";
import {SequencerPool} from "../../src/l1/sequencing/SequencerPool.sol";
import {MetisToken} from "../../src/l1/token/MetisToken.sol";
import {Test} from "../Test.sol";
import {L1Header} from "./sequencing/L1Header.sol";
import {TestDisputeGame} from "./TestDisputeGame.sol";
import {TestExecutionManager} from "./TestExecutionManager.sol";

/// @notice All L1 contracts, deployed and wired as on a real L1, and a DAC with a sequencer.
abstract contract L1Test is Test {
    uint256 internal constant MT = 10 ** 18;
    uint256 internal constant SUPPLY = 10_000_000 * MT;
    uint256 internal constant START_BLOCK = 10_000;

    MetisToken internal metisToken;
    DACManager internal dacManager;
    EpochSeeds internal seeds;
    SequencerPool internal pool;
    CanonicalTransactionChain internal ctc;
    StateCommitmentChain internal scc;
    L1StandardBridge internal bridge;
    ComCo internal comCo;
    RangerPool internal rangerPool;
    /// @dev The real one. StateCommitmentChain listens to it where `hasRealDisputeGame`.
    DisputeGame internal disputes;
    TestExecutionManager internal executionManager;
    TestDisputeGame internal disputeGame;
    MetisDAOTimelock internal timelock;
    MetisDAO internal metisDAO;

    address internal sequencer;
    address internal stranger;
    uint256 internal chainId;
    uint256 internal rangersChainId;

    function parameters() internal pure virtual returns (Parameters memory) {
        return Parameters({
            epochLength: 20,
            seedDepth: 4,
            takeoverBlocks: 5,
            forcedInclusionDelay: 15,
            maxOriginAge: 200,
            blocksPerL1Block: 120,
            devWindowSeconds: 120,
            unlockDelaySeconds: 30,
            initialFeeScalar: 100_000_000,
            entryStake: uint128(10 * MT),
            minThreshold: uint128(10 * MT),
            thresholdBasisPoints: 100,
            minEligible: 1,
            producerBond: uint128(MT),
            creationBurn: uint128(10 * MT),
            segmentLength: 16,
            checkersFloor: 2,
            checkersCap: 2,
            minRevealDelay: 1,
            maxRevealDelay: 50,
            rangerBond: uint128(10 * MT),
            disputeBond: 0.1 ether,
            disputeClockSeconds: 60,
            disputeExtensionSeconds: 5
        });
    }

    function governanceParameters() internal pure returns (GovernanceParameters memory) {
        return GovernanceParameters({
            votingDelaySeconds: 1 days,
            votingPeriodSeconds: 7 days,
            proposalThreshold: uint128(1000 * MT),
            quorumPercent: 4,
            taxNoticeSeconds: 7 days
        });
    }

    /// @dev Otherwise `disputeGame` decides what is disputed.
    function hasRealDisputeGame() internal pure virtual returns (bool) {
        return false;
    }

    /// @dev Called by `setUp`.
    function deploy() internal {
        vm.roll(START_BLOCK);
        vm.warp(1_800_000_000);
        // The history contract of EIP-2935, which the runner's own chain has in name only.
        vm.etch(
            L1History.CONTRACT,
            hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500"
        );
        sequencer = account("sequencer");
        stranger = account("stranger");
        disputeGame = new TestDisputeGame();

        Parameters memory p = parameters();
        uint256 nonce = vm.getNonce(address(this));
        address ctcAddress = vm.computeCreateAddress(address(this), nonce + 4);
        address sccAddress = vm.computeCreateAddress(address(this), nonce + 5);
        address bridgeAddress = vm.computeCreateAddress(address(this), nonce + 6);
        address gameAddress = hasRealDisputeGame()
            ? vm.computeCreateAddress(address(this), nonce + 9)
            : address(disputeGame);
        address comCoAddress = vm.computeCreateAddress(address(this), nonce + 10);
        metisToken = new MetisToken(address(this), SUPPLY);
        dacManager = new DACManager(comCoAddress);
        seeds = new EpochSeeds(p);
        pool = new SequencerPool(
            p,
            metisToken,
            seeds,
            CanonicalTransactionChain(ctcAddress),
            StateCommitmentChain(sccAddress),
            bridgeAddress,
            gameAddress
        );
        ctc = new CanonicalTransactionChain(p, comCoAddress, bridgeAddress, pool);
        scc = new StateCommitmentChain(p, comCoAddress, ctc, pool, gameAddress);
        bridge = new L1StandardBridge(metisToken, ctc, scc, pool);
        rangerPool = new RangerPool(p, metisToken, dacManager, ctc, scc, bridge, seeds, gameAddress);
        executionManager = new TestExecutionManager();
        disputes = new DisputeGame(p, metisToken, ctc, scc, pool, rangerPool, executionManager);
        comCo = new ComCo(
            p,
            metisToken,
            dacManager,
            ctc,
            scc,
            address(rangerPool),
            vm.computeCreateAddress(address(this), nonce + 11)
        );
        vm.assertEq(address(comCo), comCoAddress);
        timelock = new MetisDAOTimelock(
            governanceParameters(), vm.computeCreateAddress(address(this), nonce + 12)
        );
        metisDAO = new MetisDAO(governanceParameters(), metisToken, timelock, comCoAddress);
        disputeGame.setChain(scc);

        rangersChainId = dacManager.chainIdAt(0);
        metisToken.approve(address(comCo), type(uint256).max);
        chainId = comCo.createDAC("acme", charter(), Profile.Dev);
        becomeSequencer(sequencer);
        advance(1);
    }

    function charter() internal pure returns (Charter memory made) {
        made.vision = "A bakery owned by its neighbours.";
        made.mission = "Bread every morning.";
        made.managementContract = address(0xc0ffee);
    }

    /// @dev Stakes 1,000 MT for an account and allocates a tenth of it to the DAC.
    function becomeSequencer(address who) internal {
        fundStake(who, 1000 * MT);
        vm.prank(who);
        pool.allocate(chainId, 100 * MT);
    }

    /// @dev Signs an account up as a producer.
    function becomeProducer(address who) internal {
        metisToken.transfer(who, pool.producerBond());
        vm.startPrank(who);
        metisToken.approve(address(pool), pool.producerBond());
        pool.registerProducer();
        vm.stopPrank();
    }

    function fundStake(address who, uint256 amount) internal {
        metisToken.transfer(who, amount);
        vm.startPrank(who);
        metisToken.approve(address(pool), amount);
        pool.stake(amount);
        vm.stopPrank();
    }

    /// @dev L1 goes on: one second a block.
    function advance(uint256 blocks) internal {
        vm.roll(block.number + blocks);
        vm.warp(block.timestamp + blocks);
    }

    function enqueueAs(address from, uint256 gasLimit) internal returns (uint256) {
        vm.prank(from, from);
        return ctc.enqueue(chainId, stranger, 0, gasLimit, "");
    }

    /// @dev The arguments of `appendSequencerBatch`.
    struct Batch {
        uint256 chainId;
        bytes32 prevBatchHash;
        uint256 blockCount;
        uint256 queueEnd;
        uint256 originNumber;
        bytes32 originHash;
        uint256 feeScalar;
        address producer;
        bytes producerSig;
        bytes payload;
    }

    /// @dev A batch of one block on the latest origin that the chain takes, with all that it may consume.
    function nextBatch() internal view returns (Batch memory made) {
        ICanonicalTransactionChain.ChainTip memory tip = ctc.chainTip(chainId);
        made.chainId = chainId;
        made.prevBatchHash = tip.batchHash;
        made.blockCount = 1;
        made.originNumber = block.number - 1;
        made.originHash = blockhash(block.number - 1);
        (, made.queueEnd) = ctc.queueEndRange(chainId, made.originNumber);
        made.feeScalar = tip.feeScalar;
        made.producer = L2Predeploys.FEE_VAULT;
        made.payload = hex"01";
    }

    /// @dev What somebody does before the first post of an epoch.
    function drawNow(uint256 id) internal {
        if (ctc.chainExists(id)) pool.draw(id, pool.currentEpoch());
    }

    /// @dev Moves to the first L1 block of an epoch.
    function rollTo(uint256 epoch) internal {
        vm.warp(block.timestamp + seeds.startOf(epoch) - block.number);
        vm.roll(seeds.startOf(epoch));
    }

    /// @dev Records an epoch's seed as of a header of L1 with this PREVRANDAO.
    function recordSeed(uint256 epoch, bytes32 randao) internal {
        seeds.record(epoch, mineSeedSource(epoch, randao));
    }

    /// @dev L1 has just mined the block that an epoch's seed is read from.
    function mineSeedSource(uint256 epoch, bytes32 randao) internal returns (bytes memory header) {
        uint256 source = seeds.startOf(epoch) - 4;
        header = L1Header.encode(source, randao);
        vm.roll(source + 1);
        vm.setBlockhash(source, keccak256(header));
    }

    function append(Batch memory made) internal {
        appendAs(sequencer, made);
    }

    function appendAs(address who, Batch memory made) internal {
        bytes memory call = appendCall(made);
        drawNow(made.chainId);
        vm.prank(who, who);
        (bool success, bytes memory result) = address(ctc).call(call);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    function expectAppendRevert(Batch memory made, bytes memory reason) internal {
        bytes memory call = appendCall(made);
        drawNow(made.chainId);
        vm.prank(sequencer, sequencer);
        (bool success, bytes memory result) = address(ctc).call(call);
        vm.assertFalse(success);
        vm.assertEq(result, reason);
    }

    /// @dev Cut from a struct's encoding: the stack has no room for all arguments at once.
    function appendCall(Batch memory made) internal pure returns (bytes memory) {
        // The encoding of a struct with dynamic members begins with the offset 0x20 that a list of
        // arguments does not have; offsets within count from after it.
        bytes memory encoded = abi.encode(made);
        bytes memory call =
            bytes.concat(ICanonicalTransactionChain.appendSequencerBatch.selector, encoded);
        bytes memory cut = new bytes(call.length - 32);
        for (uint256 i = 0; i < cut.length; i++) {
            cut[i] = i < 4 ? call[i] : call[i + 32];
        }
        return cut;
    }
}
