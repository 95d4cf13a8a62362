package main

const producers = 100

func pingPong(rounds int) *outcome {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for i := 0; i < rounds; i++ {
			value := <-ping
			pong <- value + 1
		}
	}()
	for i := 0; i < rounds; i++ {
		ping <- i
		<-pong
	}
	return nil
}

func producerConsumer(capacity, messages int) *outcome {
	values := make(chan int, capacity)
	go func() {
		for i := 0; i < messages; i++ {
			values <- i
		}
	}()
	sum := 0
	for i := 0; i < messages; i++ {
		sum += <-values
	}
	checkSum(sum, messages)
	return nil
}

func selectOverFour(messages int) *outcome {
	a, b, c, d := make(chan int), make(chan int), make(chan int), make(chan int)
	for first, out := range []chan int{a, b, c, d} {
		go func(first int, out chan int) {
			for i := first; i < messages; i += 4 {
				out <- i
			}
		}(first, out)
	}
	sum := 0
	for i := 0; i < messages; i++ {
		select {
		case v := <-a:
			sum += v
		case v := <-b:
			sum += v
		case v := <-c:
			sum += v
		case v := <-d:
			sum += v
		}
	}
	checkSum(sum, messages)
	return nil
}

func fanIn(messages int) *outcome {
	values := make(chan int)
	for first := 0; first < producers; first++ {
		go func(first int) {
			for i := first; i < messages; i += producers {
				values <- i
			}
		}(first)
	}
	sum := 0
	for i := 0; i < messages; i++ {
		sum += <-values
	}
	checkSum(sum, messages)
	return nil
}

func sieve(primes int) *outcome {
	numbers := make(chan int)
	go func(out chan<- int) {
		for n := 2; ; n++ {
			out <- n
		}
	}(numbers)
	for i := 0; i < primes; i++ {
		prime := <-numbers
		filtered := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for n := range in {
				if n%prime != 0 {
					out <- n
				}
			}
		}(numbers, filtered)
		numbers = filtered
	}
	return nil
}
