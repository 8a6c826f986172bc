// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Defence} from "../game/Defence.sol";

/// @notice Disputes about output roots, from the opening to the verdict.
///
/// @dev Opening takes two steps. A challenger commits to what it will say, and says it some L1 blocks later, so
/// that nobody who sees the opening coming can open the same dispute first: a copy would need a commitment
/// made before, and a commitment counts for the account that made it only.
///
/// The game. L1 computes the first and the last state of the block's trace from what both sides agree on and
/// from what the asserter claims. The asserter cuts the segment in dispute into parts by posting the states
/// between them, the challenger picks the first part whose beginning it accepts and whose end it rejects; after
/// seven rounds the segment is one step. Whoever likes has L1 execute it: if the asserter's claim is what comes
/// out the challenger has lost, else it has won. Meanwhile the asserter's clock runs: a step that nobody can
/// prove is the asserter's loss, because a deleted true batch is a delay and a standing false one a theft. A
/// side whose clock runs out has lost.
///
/// The bonds. Each challenger posts one with its opening. An asserter posts one for all games that are played against
/// it on a chain at a time, by its first move in the first of them.
///
/// The outcome. A verdict takes effect by `resolve`, which waits for the disputes about earlier state batches of
/// the chain. Won by the challenger: the state batch and all later ones of the chain are deleted, the winner has
/// both bonds and 30 % of what the asserter had at stake for the chain; the rest waits for further winners and
/// is burned when all the asserter's state batches are settled. Disputes about the later state batches, and those
/// about the same one that are not decided, end without a winner: everybody has its bond back. Won by the asserter:
/// it has the challenger's bond, its own answers for the games that are left, and a challenger who is a ranger is
/// struck.
///
/// No owner, no vote and no guardian has any part in it.
interface IDisputeGame {
    /// @notice Of what an output root is the hash, besides its version, 0.
    struct OutputRootPreimage {
        bytes32 stateRoot;
        bytes32 messagePasserStorageRoot;
        bytes32 blockHash;
    }

    /// @notice What a challenger says: the first block whose output root it rejects, that the state batch
    /// claims this root, and what the chain agreed on for the block before it.
    /// @param chainId The DAC's.
    /// @param stateBatchIndex The live state batch that holds the rejected output root.
    /// @param blockNumber The rejected block, i; not 0.
    /// @param claimedRoot Output root that the state batch holds for it.
    /// @param claimedSiblings Merkle path of `claimedRoot`, lowest first.
    /// @param agreedStateBatchIndex The live state batch that holds block i − 1: the same, or the one before.
    /// @param agreed Preimage of the output root of block i − 1.
    /// @param agreedSiblings Merkle path of that root, lowest first.
    /// @param challengerRoot Output root that the challenger holds to be right for block i. Tells others what
    /// to compare; decides nothing.
    /// @param batchHash Of the transaction batch that contains block i.
    /// @param salt Of the commitment.
    struct Opening {
        uint256 chainId;
        uint256 stateBatchIndex;
        uint256 blockNumber;
        bytes32 claimedRoot;
        bytes32[] claimedSiblings;
        uint256 agreedStateBatchIndex;
        OutputRootPreimage agreed;
        bytes32[] agreedSiblings;
        bytes32 challengerRoot;
        bytes32 batchHash;
        bytes32 salt;
    }

    /// @notice Whose move a game waits for, or how it was decided.
    enum Phase {
        /// The asserter cuts the segment.
        Bisection,
        /// The challenger picks a part of it.
        Selection,
        /// One step is left, for anybody to prove.
        Step,
        ChallengerWon,
        AsserterWon,
        /// The state batch fell with an earlier one: nobody has won.
        Void
    }

    /// @param openedAt Timestamp.
    /// @param bond Wei of ETH that the challenger has here; the asserter's is as much, for all games on the chain.
    /// @param asserter Who appended the state batch.
    /// @param phase Where the game stands.
    /// @param isResolved Whether its outcome has taken effect.
    /// @param openedAtBlock L1 block.
    /// @param defender Who made the asserter's first move, and has the challenger's bond if that side wins: the asserter
    /// or its delegate; zero before.
    /// @param agreedRoot Output root of the block before.
    struct Dispute {
        uint64 chainId;
        uint64 stateBatchIndex;
        uint64 blockNumber;
        uint64 openedAt;
        address challenger;
        uint96 bond;
        address asserter;
        Phase phase;
        bool isResolved;
        uint64 openedAtBlock;
        address defender;
        bytes32 agreedRoot;
        bytes32 claimedRoot;
        bytes32 challengerRoot;
    }

    /// @notice The segment in dispute.
    /// @param position Of its first state, 0 … 2^38 - 1.
    /// @param round Picks made: 7 when one step is left.
    /// @param startHash The state there, which the challenger has accepted.
    /// @param endHash The state at its end, which the challenger has rejected.
    /// @param cutsHash keccak256 of the states that the asserter posted last, one after the other; zero when it is to post.
    struct Segment {
        uint64 position;
        uint8 round;
        bytes32 startHash;
        bytes32 endHash;
        bytes32 cutsHash;
    }

    error ParameterOutOfRange(uint256 value);
    /// @notice The caller never committed to this, or has opened it already.
    error UnknownCommitment(address challenger, bytes32 commitment);
    /// @notice The commitment is too young, or so old that it must be made again.
    error RevealOutOfRange(uint256 delay, uint256 min, uint256 max);
    error WrongBond(uint256 given, uint256 bond);
    /// @notice The state batch is not live, or is block 0's.
    error NotDisputable(uint256 chainId, uint256 stateBatchIndex);
    error WindowPassed(uint256 chainId, uint256 stateBatchIndex, uint256 windowEnd);
    /// @notice The given state batch does not hold this output root for this block.
    error OutputRootNotProven(uint256 stateBatchIndex, uint256 blockNumber, bytes32 outputRoot);
    /// @notice The challenger holds to be right what the state batch claims.
    error NothingRejected(bytes32 claimedRoot);
    /// @notice The caller disputes this block of this state batch already.
    error AlreadyDisputed(uint256 disputeId);
    error UnknownDispute(uint256 disputeId);
    /// @notice The transaction batch is not the one that contains the block: a mistake, or L1 was reorganised.
    error BatchDoesNotContain(bytes32 batchHash, uint256 blockNumber);
    /// @notice The game waits for something else.
    error WrongPhase(uint256 disputeId, Phase phase);
    /// @notice The move is another account's.
    error NotYourMove(uint256 disputeId, address account);
    /// @notice The segment is another one than the mover believes: a mistake, or L1 was reorganised.
    error SegmentMismatch(bytes32 given, bytes32 actual);
    error CutCountMismatch(uint256 given, uint256 expected);
    /// @notice These are not the states that the asserter posted.
    error CutsMismatch(bytes32 given, bytes32 posted);
    error PartOutOfRange(uint256 part, uint256 parts);
    error ClockRanOut(uint256 disputeId, uint256 deadline);
    error ClockStillRuns(uint256 disputeId, uint256 deadline);
    error AlreadyResolved(uint256 disputeId);
    /// @notice A dispute about an earlier state batch comes first.
    error EarlierDisputeOpen(uint256 disputeId, uint256 stateBatchIndex);
    error NothingToWithdraw(address account);
    error NothingHeld(uint256 chainId, address asserter);
    /// @notice A state batch of the asserter can still fall.
    error AsserterNotSettled(uint256 chainId, address asserter);

    /// @notice When a challenger commits to an opening.
    event DisputeCommitted(address indexed challenger, bytes32 indexed commitment);

    /// @notice When a dispute is opened: from now on its state batch and all later ones of the chain wait.
    event DisputeOpened(
        uint256 indexed disputeId,
        uint256 indexed chainId,
        uint256 indexed stateBatchIndex,
        uint256 blockNumber,
        address challenger,
        bytes32 claimedRoot,
        bytes32 challengerRoot,
        bytes32 agreedRoot,
        uint256 bond
    );

    /// @notice When an account lets another one move in its place, or (zero) nobody any more.
    event DelegateSet(address indexed asserter, address indexed delegate);
    /// @notice When the asserter has cut a segment.
    event SegmentCut(
        uint256 indexed disputeId,
        uint256 indexed round,
        uint256 position,
        address defender,
        bytes32[] stateHashes
    );
    /// @notice When the challenger has picked a part, the segment of the next round.
    event PartPicked(
        uint256 indexed disputeId,
        uint256 indexed round,
        uint256 part,
        uint256 position,
        bytes32 startHash,
        bytes32 endHash
    );
    /// @notice When L1 has executed the step.
    event StepExecuted(
        uint256 indexed disputeId, uint256 position, uint256 moduleId, bytes32 postHash
    );
    /// @notice When it is clear who has won.
    event DisputeDecided(uint256 indexed disputeId, Phase phase);
    /// @notice When the outcome has taken effect.
    /// @param slashed Wei of MT that the asserter lost.
    /// @param reward Wei of MT that the challenger got.
    event DisputeResolved(uint256 indexed disputeId, Phase phase, uint256 slashed, uint256 reward);
    /// @notice When an asserter's side has posted the bond that answers for its games on a chain, with a game's first cut.
    /// @param defender Who posted it: the asserter or its delegate.
    event AsserterBondPosted(
        uint256 indexed chainId, address indexed asserter, address indexed defender, uint256 amount
    );
    /// @notice When it is its poster's to withdraw, because the last of those games is resolved.
    event AsserterBondFreed(
        uint256 indexed chainId, address indexed asserter, address indexed defender, uint256 amount
    );
    /// @notice When it is the winner's of a game to withdraw.
    event AsserterBondTaken(
        uint256 indexed chainId,
        address indexed asserter,
        address indexed challenger,
        uint256 disputeId,
        uint256 amount
    );
    event BondWithdrawn(address indexed account, uint256 amount);
    /// @notice When what an asserter lost and nobody won is burned.
    event HeldBurned(uint256 indexed chainId, address indexed asserter, uint256 amount);

    /// @notice Announces an opening without saying what it will be. Committing again renews.
    /// @param commitment As `commitmentOf` tells.
    function commit(bytes32 commitment) external;

    /// @notice Opens a dispute that the caller has committed to, within the bounds of the reveal and the
    /// window of the state batch. Takes the bond, in ETH.
    /// @return disputeId Counted from 0, over all chains.
    function open(Opening calldata opening) external payable returns (uint256 disputeId);

    /// @notice Lets another account make the caller's moves as an asserter; zero for nobody.
    function setDelegate(address delegate) external;

    /// @notice Cuts the segment in dispute. Only the asserter or its delegate; a game's first cut takes the asserter's
    /// bond, in ETH, if `defenceOf` has none.
    /// @param segmentHash As `segmentHash` tells: what the mover answers to.
    /// @param stateHashes The states between the parts: 63, and 3 in the last round.
    function bisect(uint256 disputeId, bytes32 segmentHash, bytes32[] calldata stateHashes)
        external
        payable;

    /// @notice Picks the first part of the segment whose beginning the caller accepts and whose end it rejects. Only
    /// the challenger.
    /// @param segmentHash As `segmentHash` tells: what is picked from.
    /// @param stateHashes What the asserter posted.
    function pick(
        uint256 disputeId,
        bytes32 segmentHash,
        uint256 part,
        bytes32[] calldata stateHashes
    ) external;

    /// @notice Has the last step executed, which decides the game. Anyone, as long as it is not decided.
    /// @param moduleId The module that the step belongs to.
    function proveStep(uint256 disputeId, uint256 moduleId, bytes calldata tape) external;

    /// @notice Decides a game in which the clock of the side to move has run out. Anyone; not once its state batch fell,
    /// when nothing is left to move for.
    function claimTimeout(uint256 disputeId) external;

    /// @notice Makes a verdict take effect, or ends a dispute whose state batch fell. Anyone.
    function resolve(uint256 disputeId) external;

    /// @notice Sends the caller the ETH that it has won or has back.
    function withdraw() external;

    /// @notice Burns what is held of an asserter's loss, once nobody can win it any more. Anyone.
    function burnHeld(uint256 chainId, address asserter) external;

    /// @notice What a challenger commits to before it opens.
    function commitmentOf(
        address challenger,
        uint256 chainId,
        uint256 stateBatchIndex,
        uint256 blockNumber,
        bytes32 challengerRoot,
        bytes32 salt
    ) external pure returns (bytes32);

    /// @notice L1 block of an account's commitment; 0 if there is none.
    function committedAt(address challenger, bytes32 commitment) external view returns (uint256);

    /// @notice Least live state batch of a chain about which a dispute is not resolved; the greatest number if there
    /// is none.
    function earliestDisputed(uint256 chainId) external view returns (uint256 stateBatchIndex);

    /// @notice Disputes of all chains.
    function disputeCount() external view returns (uint256);

    function dispute(uint256 disputeId) external view returns (Dispute memory);

    /// @notice An asserter's bond for a chain, and how many games it answers for.
    function defenceOf(uint256 chainId, address asserter) external view returns (Defence memory);

    /// @notice The segment that a game is about now.
    function segment(uint256 disputeId) external view returns (Segment memory);

    /// @notice What names a game's segment: `keccak256(round, position, startHash, endHash)`.
    function segmentHash(uint256 disputeId) external view returns (bytes32);

    /// @notice Last moment at which the side that is to move can; the greatest number when the game is decided.
    function deadline(uint256 disputeId) external view returns (uint256);

    /// @notice Seconds that each side has left, without those of the turn under way.
    function clockOf(uint256 disputeId)
        external
        view
        returns (uint256 asserterSeconds, uint256 challengerSeconds);

    /// @notice Who may move in an asserter's place; zero for nobody.
    function delegateOf(address asserter) external view returns (address);

    /// @notice Wei of ETH that an account can withdraw.
    function creditOf(address account) external view returns (uint256);

    /// @notice Wei of MT that is held of an asserter's loss, for further winners.
    function heldOf(uint256 chainId, address asserter) external view returns (uint256);

    /// @notice Numbers of the disputes of a chain that are not resolved, in no order.
    function openDisputes(uint256 chainId) external view returns (uint256[] memory disputeIds);
}
