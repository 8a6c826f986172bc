// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IMVM_Coinbase} from "../../src/l2/interfaces/IMVM_Coinbase.sol";
import {MVM_Coinbase} from "../../src/l2/MVM_Coinbase.sol";
import {Test} from "../Test.sol";

contract MVM_CoinbaseTest is Test {
    MVM_Coinbase private coinbase;
    address private alice;

    function setUp() public {
        // As in the genesis state: the code, and nothing of what a constructor would have written.
        coinbase = MVM_Coinbase(payable(0x4200000000000000000000000000000000000006));
        vm.etch(address(coinbase), type(MVM_Coinbase).runtimeCode);
        alice = account("alice");
        vm.deal(alice, 100 ether);
    }

    function test_metadata_needsNoConstructor() public view {
        vm.assertEq(coinbase.name(), "Metis Token");
        vm.assertEq(coinbase.symbol(), "MT");
        vm.assertEq(coinbase.decimals(), 18);
        vm.assertEq(coinbase.totalSupply(), 0);
    }

    function test_receive_wrapsLikeDeposit() public {
        vm.expectEmit(address(coinbase));
        emit IMVM_Coinbase.Deposit(alice, 3 ether);
        vm.prank(alice);
        (bool isOk,) = address(coinbase).call{value: 3 ether}("");
        vm.assertTrue(isOk);
        vm.assertEq(coinbase.balanceOf(alice), 3 ether);
    }

    function testFuzz_withdraw_givesBackWhatWasWrapped(uint256 wrapped, uint256 unwrapped) public {
        wrapped = bound(wrapped, 0, 100 ether);
        unwrapped = bound(unwrapped, 0, wrapped);
        vm.prank(alice);
        coinbase.deposit{value: wrapped}();
        vm.expectEmit(address(coinbase));
        emit IMVM_Coinbase.Withdrawal(alice, unwrapped);
        vm.prank(alice);
        coinbase.withdraw(unwrapped);
        vm.assertEq(alice.balance, 100 ether - wrapped + unwrapped);
        vm.assertEq(coinbase.balanceOf(alice), wrapped - unwrapped);
        vm.assertEq(coinbase.totalSupply(), wrapped - unwrapped);
    }

    function test_withdraw_revertsBeyondTheBalance() public {
        vm.prank(alice);
        coinbase.deposit{value: 1 ether}();
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, alice, 1 ether, 2 ether
            )
        );
        vm.prank(alice);
        coinbase.withdraw(2 ether);
    }

    function test_withdraw_revertsForWhoCannotTakeTheCoin() public {
        vm.deal(address(this), 1 ether);
        coinbase.deposit{value: 1 ether}();
        vm.expectRevert(
            abi.encodeWithSelector(IMVM_Coinbase.TransferFailed.selector, address(this))
        );
        coinbase.withdraw(1 ether);
    }
}

/// @notice Wraps, unwraps and sends, as three accounts would.
contract CoinbaseUser is Test {
    MVM_Coinbase private immutable coinbase;
    address[3] private users = [address(0x1001), address(0x1002), address(0x1003)];

    constructor(MVM_Coinbase coinbase_) {
        coinbase = coinbase_;
        for (uint256 i = 0; i < users.length; i++) {
            vm.deal(users[i], 100 ether);
        }
    }

    function deposit(uint256 seed, uint256 amount) external {
        address user = users[seed % 3];
        vm.prank(user);
        coinbase.deposit{value: bound(amount, 0, user.balance)}();
    }

    function withdraw(uint256 seed, uint256 amount) external {
        address user = users[seed % 3];
        amount = bound(amount, 0, coinbase.balanceOf(user));
        vm.prank(user);
        coinbase.withdraw(amount);
    }

    function transfer(uint256 seed, uint256 amount) external {
        address from = users[seed % 3];
        amount = bound(amount, 0, coinbase.balanceOf(from));
        vm.prank(from);
        require(coinbase.transfer(users[seed / 3 % 3], amount));
    }

    /// @notice All MT that the accounts have, wrapped and not.
    function owned() external view returns (uint256 wrapped, uint256 native) {
        for (uint256 i = 0; i < users.length; i++) {
            wrapped += coinbase.balanceOf(users[i]);
            native += users[i].balance;
        }
    }
}

contract MVM_CoinbaseInvariantTest is Test {
    MVM_Coinbase private coinbase = new MVM_Coinbase();
    CoinbaseUser private user = new CoinbaseUser(coinbase);

    function setUp() public {
        targetContract(address(user));
    }

    function invariant_wrappedMTIsCoveredToTheWei() public view {
        (uint256 wrapped, uint256 native) = user.owned();
        vm.assertEq(coinbase.totalSupply(), wrapped);
        vm.assertEq(address(coinbase).balance, wrapped);
        vm.assertEq(wrapped + native, 300 ether);
    }
}
