// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";

/// @notice Two seals on one parent: what the SequencerPool makes of them.
contract EquivocationTest is L1Test {
    function setUp() public {
        deploy();
    }

    function test_slashEquivocation_takesTheBondRewardsAndBurns() public {
        rollTo(2);
        pool.draw(chainId, 2);
        (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b) = _seals();
        uint256 supply = metisToken.totalSupply();
        vm.expectEmit(address(pool));
        emit ISequencerPool.Slashed(chainId, sequencer, stranger, 100 * MT, 30 * MT);
        _slash(a, "sequencer", b, "sequencer");
        vm.assertEq(metisToken.balanceOf(stranger), 30 * MT);
        vm.assertEq(metisToken.totalSupply(), supply - 70 * MT);
        vm.assertEq(pool.stakeOf(sequencer), 900 * MT);
        vm.assertEq(pool.allocatedOf(sequencer), 0);
        vm.assertEq(metisToken.balanceOf(address(pool)), 900 * MT);

        // Drawn as it was, but with nothing at stake it may not post; not for a token bond either.
        vm.assertEq(pool.selection(chainId, 2).leader, sequencer);
        vm.assertFalse(pool.mayPost(chainId, sequencer));
        vm.prank(sequencer);
        pool.allocate(chainId, 10 * MT - 1);
        vm.assertFalse(pool.mayPost(chainId, sequencer));
        vm.prank(sequencer);
        pool.allocate(chainId, 10 * MT);
        vm.assertTrue(pool.mayPost(chainId, sequencer));
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.AlreadySlashed.selector, chainId, 2, sequencer)
        );
        _slash(a, "sequencer", b, "sequencer");
    }

    function test_slashEquivocation_reachesABondThatIsBeingReleased() public {
        rollTo(2);
        (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b) = _seals();
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        rollTo(3);
        _slash(a, "sequencer", b, "sequencer");
        vm.assertEq(pool.stakeOf(sequencer), 900 * MT);
    }

    function test_slashEquivocation_needsTwoBlocksOnOneParentInOneEpoch() public {
        rollTo(2);
        bytes memory none = abi.encodeWithSelector(ISequencerPool.NoEquivocation.selector);
        for (uint256 i = 0; i < 4; i++) {
            (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b) = _seals();
            if (i == 0) b.chainId = rangersChainId;
            if (i == 1) b.epoch = 3;
            if (i == 2) b.parentHash = "another";
            if (i == 3) b.blockHash = a.blockHash;
            _expectSlashRevert(a, "sequencer", b, "sequencer", none);
        }
    }

    function test_slashEquivocation_needsOneSignerWithABond() public {
        rollTo(2);
        (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b) = _seals();
        bytes memory mismatch = abi.encodeWithSelector(
            ISequencerPool.SealSignatureMismatch.selector, sequencer, stranger
        );
        _expectSlashRevert(a, "sequencer", b, "stranger", mismatch);
        bytes memory none =
            abi.encodeWithSelector(ISequencerPool.NothingToSlash.selector, chainId, stranger);
        _expectSlashRevert(a, "stranger", b, "stranger", none);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.SealSignatureMismatch.selector, 0, 0));
        pool.slashEquivocation(a, new bytes(65), b, hex"01");
    }

    function test_slashEquivocation_needsBothOriginsCanonical() public {
        rollTo(2);
        // A block that was sealed again after a reorganisation of L1: no fault of the sequencer.
        for (uint256 i = 0; i < 4; i++) {
            (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b) = _seals();
            ISequencerPool.BlockSeal memory wrong = i % 2 == 0 ? a : b;
            if (i < 2) wrong.originHash = "abandoned";
            else (wrong.originNumber, wrong.originHash) = (block.number + 1, bytes32(0));
            bytes memory reason = abi.encodeWithSelector(
                ISequencerPool.OriginNotCanonical.selector, wrong.originNumber, wrong.originHash
            );
            _expectSlashRevert(a, "sequencer", b, "sequencer", reason);
        }
    }

    /// @dev Two blocks on one parent in epoch 2, on different origins.
    function _seals()
        private
        view
        returns (ISequencerPool.BlockSeal memory a, ISequencerPool.BlockSeal memory b)
    {
        uint256 origin = block.number - 1;
        a = ISequencerPool.BlockSeal(chainId, 2, 9, "parent", "a", origin, blockhash(origin));
        origin--;
        b = ISequencerPool.BlockSeal(chainId, 2, 9, "parent", "b", origin, blockhash(origin));
    }

    function _sign(string memory who, ISequencerPool.BlockSeal memory made)
        private
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(who), _obviousDigest(made));
        return abi.encodePacked(r, s, v);
    }

    /// @dev EIP-712 by hand.
    function _obviousDigest(ISequencerPool.BlockSeal memory made) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("MVM"),
                keccak256("1"),
                block.chainid,
                address(pool)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "BlockSeal(uint256 chainId,uint256 epoch,uint256 number,bytes32 parentHash,bytes32 blockHash,uint256 originNumber,bytes32 originHash)"
                ),
                made.chainId,
                made.epoch,
                made.number,
                made.parentHash,
                made.blockHash,
                made.originNumber,
                made.originHash
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function _slash(
        ISequencerPool.BlockSeal memory a,
        string memory signerOfA,
        ISequencerPool.BlockSeal memory b,
        string memory signerOfB
    ) private {
        (bytes memory first, bytes memory second) = (_sign(signerOfA, a), _sign(signerOfB, b));
        vm.prank(stranger);
        pool.slashEquivocation(a, first, b, second);
    }

    function _expectSlashRevert(
        ISequencerPool.BlockSeal memory a,
        string memory signerOfA,
        ISequencerPool.BlockSeal memory b,
        string memory signerOfB,
        bytes memory reason
    ) private {
        (bytes memory first, bytes memory second) = (_sign(signerOfA, a), _sign(signerOfB, b));
        vm.prank(stranger);
        vm.expectRevert(reason);
        pool.slashEquivocation(a, first, b, second);
    }
}
