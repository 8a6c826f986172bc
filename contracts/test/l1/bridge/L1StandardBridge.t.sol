// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IL1StandardBridge} from "../../../src/l1/bridge/interfaces/IL1StandardBridge.sol";
import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {BridgeTest} from "./BridgeTest.sol";
import {Depositor} from "./Depositor.sol";

contract L1StandardBridgeTest is BridgeTest {
    function setUp() public {
        deployBridge();
    }

    function testFuzz_depositMT_escrowsAndEnqueuesAMint(uint256 amount, address to) public {
        amount = bound(amount, 1, 1000 * MT);
        metisToken.transfer(stranger, amount);
        vm.prank(stranger);
        metisToken.approve(address(bridge), amount);
        _expectElement(stranger, to, amount);
        vm.expectEmit(address(bridge));
        emit IL1StandardBridge.MTDeposited(chainId, 1, stranger, to, amount);
        vm.prank(stranger, stranger);
        (uint256 queueIndex, uint256 depositId) = bridge.depositMT(chainId, to, amount);
        vm.assertEq(queueIndex, 1);
        vm.assertEq(depositId, 0);
        vm.assertEq(bridge.escrow(chainId), amount);
        vm.assertEq(bridge.escrow(rangersChainId), 0);
        vm.assertEq(metisToken.balanceOf(address(bridge)), amount);
        vm.assertEq(metisToken.balanceOf(stranger), 0);
    }

    function test_depositMT_ofAContractComesFromItsAlias() public {
        Depositor depositor = new Depositor();
        metisToken.transfer(address(depositor), 5 * MT);
        _expectElement(AddressAlias.aliased(address(depositor)), stranger, 5 * MT);
        depositor.deposit(metisToken, bridge, chainId, stranger);
    }

    function test_depositMT_revertsWithoutMoneyOrChain() public {
        vm.expectRevert(IL1StandardBridge.ZeroAmount.selector);
        bridge.depositMT(chainId, stranger, 0);
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownChain.selector, 5));
        bridge.depositMT(5, stranger, 1);
        vm.startPrank(stranger, stranger);
        metisToken.approve(address(bridge), 7);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, stranger, 0, 7)
        );
        bridge.depositMT(chainId, stranger, 7);
        vm.stopPrank();
        vm.assertEq(bridge.escrow(chainId), 0);
        vm.assertEq(ctc.chainTip(chainId).queueLength, 1);
    }

    function test_depositMT_tellsThePoolOfTheEscrow() public {
        bridge.depositMT(chainId, stranger, 4);
        vm.expectCall(
            address(pool), abi.encodeCall(ISequencerPool.recordEscrow, (chainId, uint256(9)))
        );
        bridge.depositMT(chainId, stranger, 5);
    }

    function test_gas_depositMT() public {
        bridge.depositMT(chainId, stranger, 1);
        vm.startSnapshotGas("L1StandardBridge", "depositMT");
        bridge.depositMT(chainId, stranger, 1);
        vm.stopSnapshotGas();
    }

    function _expectElement(address from, address to, uint256 amount) private {
        bytes32 elementHash = keccak256(
            abi.encode(chainId, 1, from, from, to, amount, amount, 100_000, false, keccak256(""))
        );
        bytes32 hashAfter = keccak256(abi.encode(ctc.queueHash(chainId, 1), elementHash));
        vm.expectEmit(address(ctc));
        emit ICTC.TransactionEnqueued(
            chainId, 1, from, from, to, amount, amount, 100_000, false, "", hashAfter
        );
    }
}
